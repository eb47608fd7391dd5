/** The simulated Databricks workspace that answers when no real one is configured. */
@NullMarked
@ApplicationModule(allowedDependencies = {"backend", "identity", "publication", "secret", "subscription"})
package dev.lakefront.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
