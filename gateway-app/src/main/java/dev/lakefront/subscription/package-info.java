/** Who may call what: subscriptions and their keys. */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "document", "limit", "secret", "store"})
package dev.lakefront.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
