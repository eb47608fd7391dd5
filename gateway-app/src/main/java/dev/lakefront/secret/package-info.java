/** Named values and references to secrets. Nothing here ever prints a secret. */
@NullMarked
@ApplicationModule(allowedDependencies = {"document"})
package dev.lakefront.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
