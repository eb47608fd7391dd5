/** Configuration files compiled into one immutable snapshot, published by one reference write, kept on disk, and compiled again when a file changes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "backend",
            "catalog",
            "document",
            "limit",
            "policy",
            "problem",
            "resilience",
            "secret",
            "subscription"
        })
package dev.lakefront.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
