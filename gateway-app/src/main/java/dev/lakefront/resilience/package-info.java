/**
 * What keeps calls and endpoints well when something fails: retries and their budget, circuit breakers, pauses, the wait
 * for an endpoint that wakes up, and each endpoint's share of its workspace. Knows nothing of HTTP exchanges.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"redis"})
package dev.lakefront.resilience;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
