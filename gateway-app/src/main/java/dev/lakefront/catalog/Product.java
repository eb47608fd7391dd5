package dev.lakefront.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A bundle of APIs offered together, as declared in {@code config/products/<id>.yaml}.
 *
 * @param open whether its APIs can be called without a subscription key
 * @param terms what one agrees to by subscribing, as Markdown; absent where there is nothing to agree to
 */
public record Product(
        String id,
        String title,
        @Nullable String summary,
        boolean open,
        SubscriptionRules subscriptions,
        @Nullable String terms) {}
