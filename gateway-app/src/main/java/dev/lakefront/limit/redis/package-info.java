/** Limits counted in Redis, for several replicas; in memory, by shares, while it is away. */
@NullMarked
package dev.lakefront.limit.redis;

import org.jspecify.annotations.NullMarked;
