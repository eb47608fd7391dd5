/** The Redis that replicas share: one connection, whether it answers, and who else is there. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.lakefront.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
