package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.UrlDocumentSource;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Fetches an API's original document from where its file says. Blocks, within bounds of size and time. */
@Component
class DocumentSources {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

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
            case Api.DocumentSource.File file -> read(locations.configDir().resolve("apis"), file.path());
            case Api.DocumentSource.Url url -> new UrlDocumentSource(settings.allowPrivateHosts()).fetch(URI.create(url.address()));
        };
    }

    private static byte[] read(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new BackendCallFailed(
                    BackendCallFailed.Reason.NOT_ALLOWED, "file '" + name + "' is not below config/apis/");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new BackendCallFailed(
                        BackendCallFailed.Reason.TOO_LARGE, "file '" + name + "' is larger than 16 MiB");
            }
            return content;
        } catch (IOException unreadable) {
            throw new BackendCallFailed(
                    BackendCallFailed.Reason.NOT_FOUND,
                    "file '" + name + "' in config/apis/ cannot be read: "
                            + unreadable.getClass().getSimpleName());
        }
    }
}
