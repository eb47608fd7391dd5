package dev.lakefront.subscription;

import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the portal's subscriptions as they were last known, for a start without the database. Of keys only the digests. */
@Component
@ConditionalOnPortal
class KeptIndex {

    private static final Logger LOGGER = LoggerFactory.getLogger(KeptIndex.class);

    private final IndexFile file;

    KeptIndex(IndexFile file) {
        this.file = file;
    }

    void keep(Collection<Subscription> subscriptions) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        subscriptions.forEach(subscription -> all.add(json(subscription)));
        file.write(JsonMapper.shared().writeValueAsBytes(all));
    }

    /** Nobody when nothing was kept, or nothing that can be understood. */
    List<Subscription> read() {
        return file.read().flatMap(KeptIndex::parse).orElseGet(List::of);
    }

    private static Optional<List<Subscription>> parse(byte[] bytes) {
        try {
            List<Subscription> subscriptions = new ArrayList<>();
            for (JsonNode node : JsonMapper.shared().readTree(bytes)) {
                subscriptions.add(subscription(node));
            }
            return Optional.of(subscriptions);
        } catch (JacksonException | DateTimeException | IllegalArgumentException unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("reason", unreadable.getClass().getSimpleName())
                    .log("The kept subscriptions have another form and are ignored");
            return Optional.empty();
        }
    }

    private static ObjectNode json(Subscription subscription) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", subscription.id().value());
        node.put("title", subscription.title());
        switch (subscription.scope()) {
            case Scope.Product(String id) -> node.put("product", id);
            case Scope.Api(String id) -> node.put("api", id);
            case Scope.All _ -> node.put("scope", "all");
        }
        node.put("state", subscription.state().word());
        node.put("expires", text(subscription.expires()));
        ObjectNode limits = node.putObject("limits");
        subscription.limits().amounts().forEach(limits::put);
        ArrayNode keys = node.putArray("keys");
        for (Subscription.Key key : subscription.keys()) {
            keys.addObject()
                    .put("name", key.name())
                    .put("hash", key.digest().written())
                    .put("prefix", key.prefix())
                    .put("expires", text(key.expires()));
        }
        return node;
    }

    private static Subscription subscription(JsonNode node) {
        List<Subscription.Key> keys = new ArrayList<>();
        for (JsonNode key : node.path("keys")) {
            String expires = key.path("expires").asStringOpt().orElse(null);
            keys.add(new Subscription.Key(
                    key.path("name").asString(),
                    KeyDigest.parse(key.path("hash").asString())
                            .orElseThrow(() -> new IllegalArgumentException("a kept hash has another form")),
                    key.path("prefix").asStringOpt().orElse(null),
                    expires == null ? null : Instant.parse(expires)));
        }
        String expires = node.path("expires").asStringOpt().orElse(null);
        return new Subscription(
                new SubscriptionId(node.path("id").asString()),
                node.path("title").asString(),
                scope(node),
                null,
                SubscriptionState.valueOf(node.path("state").asString().toUpperCase(Locale.ROOT)),
                expires == null ? null : LocalDate.parse(expires),
                limits(node.path("limits")),
                keys);
    }

    private static LoweredLimits limits(JsonNode node) {
        Map<String, Long> amounts = new HashMap<>();
        node.forEachEntry((name, amount) -> amounts.put(name, amount.asLong()));
        return new LoweredLimits(amounts);
    }

    private static Scope scope(JsonNode node) {
        if (node.has("product")) {
            return new Scope.Product(node.path("product").asString());
        }
        return node.has("api") ? new Scope.Api(node.path("api").asString()) : new Scope.All();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
