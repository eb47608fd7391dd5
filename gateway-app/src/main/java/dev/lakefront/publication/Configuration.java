package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.Product;
import dev.lakefront.policy.Policies;
import dev.lakefront.subscription.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration files declare, understood and checked, but not yet joined with what the workspaces say.
 *
 * @param given the workspace whose endpoints all become APIs, because no file declares a workspace
 * @param documents the hashes of the OpenAPI documents that lie beside the files of APIs, by the API's id
 * @param fingerprint another one for files with other contents
 */
record Configuration(
        GatewaySettings settings,
        Branding branding,
        Map<String, Workspace> workspaces,
        Optional<Workspace> given,
        Map<String, Api> apis,
        Map<String, String> documents,
        Map<String, Product> products,
        List<Subscription> subscriptions,
        Policies policies,
        String fingerprint) {}
