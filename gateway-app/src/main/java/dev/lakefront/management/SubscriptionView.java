package dev.lakefront.management;

import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.Subscription;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the management API shows subscriptions and their keys: named, never with their text or their digest. */
final class SubscriptionView {

    static final String FILE = "file";
    static final String PORTAL = "portal";

    /** The member of a key that changes by itself. */
    static final String LAST_USED = "last_used";

    private SubscriptionView() {}

    /** One of a file. */
    static ObjectNode of(Subscription declared) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", declared.id().value());
        node.put("title", declared.title());
        node.put("source", FILE);
        node.set("scope", scope(declared.scope()));
        node.put("state", declared.state().word());
        node.put("expires", Objects.toString(declared.expires(), null));
        node.set("limits", limits(declared.limits()));
        Subscription.Owner owner = declared.owner();
        if (owner != null) {
            node.putObject("owner").put("team", owner.team()).put("contact", owner.contact());
        }
        ArrayNode keys = node.putArray("keys");
        declared.keys().forEach(key -> keys.add(key(key)));
        return node;
    }

    /** One of the portal. */
    static ObjectNode of(StoredSubscription stored) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", stored.id().value());
        node.put("title", stored.title());
        node.put("source", PORTAL);
        node.set("scope", scope(stored.scope()));
        node.put("state", stored.state().word());
        node.put("expires", Objects.toString(stored.expires(), null));
        node.set("limits", limits(stored.limits()));
        node.putObject("owner")
                .put("id", stored.owner().id())
                .put("name", stored.owner().name())
                .put("email", stored.owner().email());
        node.put("purpose", stored.purpose());
        node.put("created", stored.created().toString());
        StoredSubscription.Decision decision = stored.decision();
        if (decision == null) {
            node.putNull("decision");
        } else {
            node.putObject("decision")
                    .put("at", decision.at().toString())
                    .put("by", decision.by())
                    .put("comment", decision.comment());
        }
        ArrayNode keys = node.putArray("keys");
        stored.keys().forEach(key -> keys.add(key(key)));
        return node;
    }

    static ObjectNode key(StoredSubscription.Key key) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("name", key.name())
                .put("prefix", key.prefix())
                .put("created", key.created().toString())
                .put("expires", Objects.toString(key.expires(), null))
                .put(LAST_USED, Objects.toString(key.lastUsed(), null));
    }

    /** When it was made and last used is known of keys of the portal only. */
    static ObjectNode key(Subscription.Key key) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("name", key.name())
                .put("prefix", key.prefix())
                .putNull("created")
                .put("expires", Objects.toString(key.expires(), null))
                .putNull(LAST_USED);
    }

    /** In one order, whoever answers. */
    private static ObjectNode limits(LoweredLimits limits) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        new TreeMap<>(limits.amounts()).forEach(node::put);
        return node;
    }

    private static ObjectNode scope(Scope scope) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        return switch (scope) {
            case Scope.All() -> node.put("kind", "all");
            case Scope.Api(String id) -> node.put("kind", "api").put("id", id);
            case Scope.Product(String id) -> node.put("kind", "product").put("id", id);
        };
    }
}
