package dev.lakefront.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A bundle of APIs offered together, as declared in {@code config/products/<id>.yaml}.
 *
 * @param open whether its APIs can be called without a subscription key
 */
public record Product(String id, String title, @Nullable String summary, boolean open) {}
