/** APIs, operations and products: what is published. */
@NullMarked
@ApplicationModule(allowedDependencies = {"backend", "document", "resilience"})
package dev.lakefront.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
