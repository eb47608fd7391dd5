package dev.lakefront.management;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.Changes;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKeys;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The keys of subscriptions of the portal, for an administrator. All methods block. */
@Component
@ConditionalOnPortal
class StoredKeys {

    private final SubscriptionKeys keys;
    private final Changes changes;
    private final DeclaredSubscriptions declared;

    StoredKeys(SubscriptionKeys keys, Changes changes, DeclaredSubscriptions declared) {
        this.keys = keys;
        this.changes = changes;
        this.declared = declared;
    }

    /**
     * A key with what is stored of it.
     *
     * @param issued reveals its text
     */
    record Made(IssuedKey issued, StoredSubscription.Key stored) {}

    /** @param expected of the subscription */
    Made create(String id, @Nullable String name, EntityTag.Expected expected, Actor actor) {
        declared.refuse(id);
        return StoredSubscriptions.found(
                id,
                () -> changes.together(() -> {
                    EntityTag.check(expected, SubscriptionView.of(changes.hold(StoredSubscriptions.id(id))));
                    return made(invalidAt("/name", () -> keys.create(StoredSubscriptions.id(id), name, actor)));
                }));
    }

    /** @param expected of the key that is replaced */
    Made rotate(String id, String name, Duration overlap, EntityTag.Expected expected, Actor actor) {
        return change(
                id,
                name,
                expected,
                () -> made(invalidAt("/overlap", () -> keys.rotate(StoredSubscriptions.id(id), name, overlap, actor))));
    }

    /** @param expected of the key */
    boolean revoke(String id, String name, EntityTag.Expected expected, Actor actor) {
        return change(id, name, expected, () -> {
            keys.revoke(StoredSubscriptions.id(id), name, actor);
            return true;
        });
    }

    private <T> T change(String id, String name, EntityTag.Expected expected, Supplier<T> work) {
        declared.refuse(id);
        return StoredSubscriptions.found(
                id,
                () -> changes.together(() -> {
                    StoredSubscription.Key key = changes.hold(StoredSubscriptions.id(id))
                            .key(name)
                            .orElseThrow(() -> Answer.missing("key", name));
                    EntityTag.check(expected, SubscriptionView.key(key));
                    return work.get();
                }));
    }

    private Made made(IssuedKey issued) {
        StoredSubscription.Key stored =
                changes.hold(issued.subscription()).key(issued.keyName()).orElseThrow(NoSuchSubscription::new);
        return new Made(issued, stored);
    }

    private static IssuedKey invalidAt(String pointer, Supplier<IssuedKey> work) {
        try {
            return work.get();
        } catch (ChangeRefused refused) {
            throw refused.reason() == ChangeRefused.Reason.INVALID
                    ? Fields.refused(pointer, String.valueOf(refused.getMessage()))
                    : refused;
        }
    }
}
