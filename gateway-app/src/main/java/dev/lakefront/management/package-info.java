/** The management API: what is published and who may call it, for programs of the platform team. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "backend",
            "catalog",
            "document",
            "identity",
            "policy",
            "problem",
            "publication",
            "resilience",
            "subscription"
        })
package dev.lakefront.management;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
