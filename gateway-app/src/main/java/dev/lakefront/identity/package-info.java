/** Who visits the portal: sign-in, roles, and what protects the pages of one from another. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "store"})
package dev.lakefront.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
