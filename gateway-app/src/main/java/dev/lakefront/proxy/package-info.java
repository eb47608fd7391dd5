/** The request path: one class that lists the steps in order, one small class a step. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "backend",
            "catalog",
            "limit",
            "policy",
            "problem",
            "publication",
            "resilience",
            "server",
            "subscription",
            "tracing",
            "usage"
        })
package dev.lakefront.proxy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
