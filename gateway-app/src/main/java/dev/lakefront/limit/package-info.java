/** Rate limits: what a call may spend, and the port that counts it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"redis"})
package dev.lakefront.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
