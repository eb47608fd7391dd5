/** What clients ask before they call: listings, published documents, sign-in metadata. */
@NullMarked
@ApplicationModule(allowedDependencies = {"backend", "catalog", "problem", "publication", "subscription"})
package dev.lakefront.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
