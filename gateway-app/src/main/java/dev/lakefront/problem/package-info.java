/** Every error a caller can get: one closed list, and its renderings. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.lakefront.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
