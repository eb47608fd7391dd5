/**
 * The management API: what is published, who may call it and who did, for programs of the platform team. Subscriptions of
 * the portal can be changed by it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "backend",
            "catalog",
            "document",
            "identity",
            "limit",
            "policy",
            "problem",
            "publication",
            "resilience",
            "store",
            "subscription",
            "usage"
        })
package dev.lakefront.management;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
