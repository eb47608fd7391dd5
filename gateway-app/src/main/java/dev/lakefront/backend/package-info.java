/** Workspaces, their endpoints and credentials, and the port to a serving platform. */
@NullMarked
@ApplicationModule(allowedDependencies = {"document", "secret"})
package dev.lakefront.backend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
