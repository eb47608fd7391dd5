/** The command line: check, schema, keys, subscriptions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"document", "publication", "subscription"})
package dev.lakefront.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
