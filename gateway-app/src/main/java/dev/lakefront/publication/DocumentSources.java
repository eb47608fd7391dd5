package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.UrlDocumentSource;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import java.net.URI;
import org.springframework.stereotype.Component;

/** Fetches an API's original document from where its file says. Blocks, within bounds of size and time. */
@Component
class DocumentSources {

    private final LocationProperties locations;
    private final WorkspaceConnections connections;

    DocumentSources(LocationProperties locations, WorkspaceConnections connections) {
        this.locations = locations;
        this.connections = connections;
    }

    /**
     * The document's bytes.
     *
     * @throws BackendCallFailed with the reason, in words for the API's owner
     */
    byte[] fetch(Api api, Workspace workspace, GatewaySettings settings) {
        return switch (api.source()) {
            case Api.DocumentSource.Endpoint _ ->
                connections.connect(workspace).client().openApi(api.endpoint());
            case Api.DocumentSource.File file -> DocumentFile.read(locations.configDir(), file.path());
            case Api.DocumentSource.Url url ->
                new UrlDocumentSource(settings.allowPrivateHosts()).fetch(URI.create(url.address()));
        };
    }
}
