package dev.lakefront.subscription;

import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Report;
import dev.lakefront.limit.Limit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers the subscriptions of one snapshot and finds what they contradict: each other, products, APIs. */
public final class SubscriptionIndexBuilder {

    private final Map<SubscriptionId, Subscription> byId = new HashMap<>();
    private final Map<KeyDigest, SubscriptionIndex.Entry> byDigest = new HashMap<>();
    private final Map<KeyDigest, String> owners = new HashMap<>();

    /** Fails with {@link IllegalArgumentException} when its id or one of its keys is there already. */
    public void add(Subscription subscription) {
        if (byId.containsKey(subscription.id())) {
            throw new IllegalArgumentException("two subscriptions have the id '" + subscription.id() + "'");
        }
        for (Subscription.Key key : subscription.keys()) {
            claim(subscription, key, null).ifPresent(owner -> {
                throw new IllegalArgumentException(
                        "key '" + key.name() + "' of subscription '" + subscription.id() + "' is also " + owner);
            });
        }
        byId.put(subscription.id(), subscription);
    }

    /** Adds the subscription of a file; a key that is taken is reported at its place, with the other's. */
    public void add(Subscription subscription, Document document, Report report) {
        for (int i = 0; i < subscription.keys().size(); i++) {
            Subscription.Key key = subscription.keys().get(i);
            String pointer = pointer(document, key);
            claim(subscription, key, document.position(pointer).toString())
                    .ifPresent(owner -> document.error(
                            report,
                            pointer,
                            "LF1304",
                            "key '" + key.name() + "' is also " + owner
                                    + "; a key belongs to one subscription: give one of them another"));
        }
        byId.put(subscription.id(), subscription);
    }

    /** Reports a product or API that the subscription is to and that is not there. */
    public static void checkScope(
            Subscription subscription,
            Document document,
            Collection<String> products,
            Collection<String> apis,
            Report report) {
        switch (subscription.scope()) {
            case Scope.Product(String id)
            when !products.contains(id) ->
                document.error(
                        report,
                        "/product",
                        "LF1305",
                        "product '" + id + "' is not defined in config/products/" + Nearest.hint(id, products));
            case Scope.Api(String id)
            when !apis.contains(id) ->
                document.error(
                        report,
                        "/api",
                        "LF1306",
                        "API '" + id + "' is not defined in config/apis/" + Nearest.hint(id, apis));
            case Scope.Product _, Scope.Api _, Scope.All _ -> {}
        }
    }

    /**
     * Reports limits of the subscription that there are none of, or that are not lower.
     *
     * @param possible those that it may have lower
     */
    public static void checkLimits(Subscription subscription, Document document, List<Limit> possible, Report report) {
        for (LimitCheck.Fault fault : LimitCheck.faults(subscription.limits(), subscription.scope(), possible)) {
            String pointer = "/limits/" + fault.name();
            if (fault.unknown()) {
                document.keyError(report, pointer, "LF1313", fault.message());
            } else {
                document.error(report, pointer, "LF1314", fault.message());
            }
        }
    }

    public SubscriptionIndex build() {
        return new SubscriptionIndex(byId, byDigest);
    }

    /** Who has the key already; empty when nobody had. */
    private Optional<String> claim(Subscription subscription, Subscription.Key key, @Nullable String place) {
        String owner = "key '" + key.name() + "' of subscription '" + subscription.id() + "'"
                + (place == null ? "" : " (" + place + ")");
        String other = owners.putIfAbsent(key.digest(), owner);
        if (other == null) {
            byDigest.put(key.digest(), SubscriptionIndex.entry(subscription, key));
        }
        return Optional.ofNullable(other);
    }

    private static String pointer(Document document, Subscription.Key key) {
        int keys = document.content().path("keys").size();
        for (int i = 0; i < keys; i++) {
            String name = document.content().at("/keys/" + i + "/name").asString("");
            if (name.equals(key.name())) {
                return "/keys/" + i;
            }
        }
        return "/keys";
    }
}
