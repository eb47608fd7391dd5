package dev.lakefront.portal.subscriptions;

import dev.lakefront.identity.Visitor;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.StoredSubscription;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * One request of somebody who has signed in.
 *
 * @param address where it came from
 * @param form what was sent; only the fields that a page asks for are ever looked at
 */
record Visit(Visitor visitor, @Nullable String address, MultiValueMap<String, String> form) {

    Actor actor() {
        return new Actor(visitor.id(), visitor.name(), address);
    }

    StoredSubscription.Owner owner() {
        return new StoredSubscription.Owner(visitor.id(), visitor.name(), visitor.email());
    }

    /** The field's text without the space around it; empty when it was not sent. */
    String field(String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** As {@link #field}, absent where there is no text. */
    @Nullable
    String optional(String name) {
        String value = field(name);
        return value.isEmpty() ? null : value;
    }
}
