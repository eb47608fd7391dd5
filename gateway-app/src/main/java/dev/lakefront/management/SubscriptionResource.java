package dev.lakefront.management;

import dev.lakefront.publication.Snapshots;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.Subscription;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The subscriptions of the configuration files. Keys are named, never shown, and neither are their digests. */
@RestController
@RequestMapping("/management/v1/subscriptions")
class SubscriptionResource {

    private final Snapshots snapshots;

    SubscriptionResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        Page page = Page.of(limit, after);
        return Answer.tagged(page.of(
                snapshots.current().subscriptions().all(),
                subscription -> subscription.id().value(),
                SubscriptionResource::view));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(@PathVariable String id) {
        return snapshots.current().subscriptions().all().stream()
                .filter(subscription -> subscription.id().value().equals(id))
                .findFirst()
                .map(subscription -> Answer.tagged(view(subscription)))
                .orElseThrow(() -> Answer.missing("subscription", id));
    }

    private static ObjectNode view(Subscription subscription) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", subscription.id().value());
        node.put("title", subscription.title());
        node.put("source", "file");
        ObjectNode scope = node.putObject("scope");
        switch (subscription.scope()) {
            case Scope.All() -> scope.put("kind", "all");
            case Scope.Api(String id) -> scope.put("kind", "api").put("id", id);
            case Scope.Product(String id) -> scope.put("kind", "product").put("id", id);
        }
        node.put("state", subscription.state().name().toLowerCase(Locale.ROOT));
        node.put("expires", Objects.toString(subscription.expires(), null));
        Subscription.Owner owner = subscription.owner();
        if (owner != null) {
            node.putObject("owner").put("team", owner.team()).put("contact", owner.contact());
        }
        ArrayNode keys = node.putArray("keys");
        subscription
                .keys()
                .forEach(key -> keys.addObject().put("name", key.name()).put("prefix", key.prefix()));
        return node;
    }
}
