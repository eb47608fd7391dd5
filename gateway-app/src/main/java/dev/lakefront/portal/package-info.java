/** The pages on which people find models, try them and get keys. Server-rendered; each works without JavaScript. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "backend",
            "catalog",
            "discovery",
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
package dev.lakefront.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
