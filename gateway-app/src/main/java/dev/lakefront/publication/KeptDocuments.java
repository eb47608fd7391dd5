package dev.lakefront.publication;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps on disk what the workspaces said: their endpoints, and each API's original document with the endpoint's
 * description, so that a start without them serves the last good state.
 */
final class KeptDocuments {

    private static final Logger LOGGER = LoggerFactory.getLogger(KeptDocuments.class);

    /** What was kept of one API. */
    record Kept(byte[] content, @Nullable Endpoint endpoint, Instant at) {}

    private final DocumentStore store;

    KeptDocuments(DocumentStore store) {
        this.store = store;
    }

    void keep(Api api, byte[] content, Endpoint endpoint, Instant at) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("workspace", api.workspace());
        node.put("endpoint", api.endpoint());
        node.put("at", at.toString());
        node.set("description", JsonMapper.shared().<JsonNode>valueToTree(endpoint));
        node.put("content", content);
        store.write(name(api), JsonMapper.shared().writeValueAsBytes(node));
    }

    /** Empty when nothing was kept, or for another endpoint than the one that the API now fronts. */
    Optional<Kept> read(Api api) {
        return store.read(name(api)).flatMap(bytes -> parse(api, bytes));
    }

    void keepListing(Workspace workspace, List<String> endpoints) {
        byte[] bytes = String.join("\n", endpoints).getBytes(StandardCharsets.UTF_8);
        store.write(listingName(workspace), bytes);
    }

    /** The endpoints that were seen last; none when they never were. */
    List<String> listing(Workspace workspace) {
        return store.read(listingName(workspace))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isEmpty())
                        .toList())
                .orElseGet(ArrayList::new);
    }

    /** What is published now, for people and for comparison at the next start. */
    void keepSnapshot(Snapshot snapshot) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", snapshot.id());
        node.put("published_at", snapshot.publishedAt().toString());
        ObjectNode apis = node.putObject("apis");
        snapshot.apis().forEach((id, api) -> apis.putObject(id)
                .put("path", api.api().path())
                .put("workspace", api.api().workspace())
                .put("endpoint", api.api().endpoint())
                .put("document", api.document().sourceHash()));
        store.write("snapshot.json", JsonMapper.shared().writeValueAsBytes(node));
    }

    private static Optional<Kept> parse(Api api, byte[] bytes) {
        try {
            JsonNode node = JsonMapper.shared().readTree(bytes);
            boolean same = node.path("workspace").asString("").equals(api.workspace())
                    && node.path("endpoint").asString("").equals(api.endpoint());
            return same
                    ? Optional.of(new Kept(
                            node.path("content").binaryValue(),
                            JsonMapper.shared().treeToValue(node.path("description"), Endpoint.class),
                            Instant.parse(node.path("at").asString(""))))
                    : Optional.empty();
        } catch (JacksonException | DateTimeParseException | IllegalArgumentException unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("api", api.id())
                    .addKeyValue("reason", unreadable.getClass().getSimpleName())
                    .log("A kept document has another form and is ignored");
            return Optional.empty();
        }
    }

    private static String name(Api api) {
        return "documents/" + api.id() + ".json";
    }

    private static String listingName(Workspace workspace) {
        return "workspaces/" + workspace.id().value() + ".txt";
    }
}
