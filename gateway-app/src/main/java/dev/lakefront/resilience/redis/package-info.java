/** Pauses of endpoints that replicas tell each other of through Redis. */
@NullMarked
package dev.lakefront.resilience.redis;

import org.jspecify.annotations.NullMarked;
