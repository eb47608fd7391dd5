package dev.lakefront.publication;

import dev.lakefront.backend.Credential;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnection;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.policy.PolicySet;
import org.jspecify.annotations.Nullable;

/**
 * One API as a snapshot holds it: declared, imported, joined with its workspace and its policies.
 *
 * @param endpoint as the workspace last described it; absent when it never did
 * @param policies compiled, for every product that contains the API
 */
public record PublishedApi(
        Api api,
        WorkspaceConnection connection,
        @Nullable Endpoint endpoint,
        ImportedDocument document,
        DocumentStatus status,
        PolicySet policies) {

    public Workspace workspace() {
        return connection.workspace();
    }

    public Credential credential() {
        return connection.credential();
    }

    /** The path on the API's server of a path in its document. */
    public String upstreamPath(String path) {
        return connection.platform().upstreamPath(workspace(), api.endpoint(), belowAddress(path));
    }

    /**
     * With what the document's servers put before its paths, less what the workspace's address says already. A
     * Databricks endpoint's document names the endpoint there, which the platform does itself.
     */
    private String belowAddress(String path) {
        if (workspace().type().equals("databricks")) {
            return path;
        }
        String known = workspace().basePath();
        String whole = document.basePath() + path;
        return saysWhereItStands() && whole.startsWith(known + "/") ? whole.substring(known.length()) : whole;
    }

    /** Else a path that begins like the workspace's address does so by chance, as {@code /api/generate}. */
    private boolean saysWhereItStands() {
        return !document.basePath().isEmpty()
                || document.operations().stream()
                        .anyMatch(operation -> !operation.upstreamPath().equals(operation.path()));
    }
}
