/** Policy documents compiled to what happens to a call; the port to add a policy. */
@NullMarked
@ApplicationModule(allowedDependencies = {"document", "limit", "secret"})
package dev.lakefront.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
