package dev.lakefront.publication;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
public final class KeptDocuments {

    private static final Logger LOGGER = LoggerFactory.getLogger(KeptDocuments.class);

    /**
     * What was kept of one API.
     *
     * @param content the document as it came; absent when there was none
     * @param endpoint as the workspace described it; absent when it never did
     */
    record Kept(byte @Nullable [] content, @Nullable Endpoint endpoint, Instant at) {}

    private final DocumentStore store;

    KeptDocuments(DocumentStore store) {
        this.store = store;
    }

    void keep(Import request, Kept kept) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("source", source(request));
        node.put("at", kept.at().toString());
        node.set("description", JsonMapper.shared().<JsonNode>valueToTree(kept.endpoint()));
        node.put("content", kept.content());
        store.write(name(request), JsonMapper.shared().writeValueAsBytes(node));
    }

    /** Empty when nothing was kept, or of another source than the one that the API now has. */
    Optional<Kept> read(Import request) {
        return store.read(name(request)).flatMap(bytes -> parse(request, bytes));
    }

    boolean isDamaged(Import request) {
        return store.damaged().contains(name(request));
    }

    /** The names of the files that were found damaged and were not replaced since. */
    public Set<String> damaged() {
        return store.damaged();
    }

    void keepListing(Workspace workspace, List<String> endpoints) {
        String text = workspace.host() + "\n" + String.join("\n", endpoints);
        store.write(listingName(workspace), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The endpoints that were seen last; none when they never were, or at another address. */
    List<String> listing(Workspace workspace) {
        List<String> lines = store.read(listingName(workspace))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElseGet(List::of);
        return !lines.isEmpty() && lines.getFirst().equals(workspace.host().toString())
                ? lines.stream().skip(1).filter(line -> !line.isEmpty()).toList()
                : List.of();
    }

    /** What is published now, for people. */
    void keepSnapshot(Snapshot snapshot) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", snapshot.id());
        node.put("published_at", snapshot.publishedAt().toString());
        ObjectNode apis = node.putObject("apis");
        snapshot.apis()
                .forEach((id, api) -> apis.putObject(id)
                        .put("path", api.api().path())
                        .put("workspace", api.api().workspace())
                        .put("endpoint", api.api().endpoint())
                        .put("document", api.document().sourceHash()));
        store.write("snapshot.json", JsonMapper.shared().writeValueAsBytes(node));
    }

    private static Optional<Kept> parse(Import request, byte[] bytes) {
        try {
            JsonNode node = JsonMapper.shared().readTree(bytes);
            if (!node.path("source").asString("").equals(source(request))) {
                return Optional.empty();
            }
            JsonNode description = node.path("description");
            JsonNode content = node.path("content");
            return Optional.of(new Kept(
                    content.isString() ? content.binaryValue() : null,
                    description.isObject() ? JsonMapper.shared().treeToValue(description, Endpoint.class) : null,
                    Instant.parse(node.path("at").asString(""))));
        } catch (JacksonException | DateTimeException | IllegalArgumentException unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("api", request.api().id())
                    .addKeyValue("reason", unreadable.getClass().getSimpleName())
                    .log("A kept document has another form and is ignored");
            return Optional.empty();
        }
    }

    /** Another workspace under the same name, or another source, makes what was kept worthless. */
    private static String source(Import request) {
        return request.workspace().type() + " " + request.workspace().host() + " "
                + request.api().endpoint() + " " + request.api().source();
    }

    private static String name(Import request) {
        return "documents/" + request.api().id() + ".json";
    }

    private static String listingName(Workspace workspace) {
        return "workspaces/" + workspace.id().value() + ".txt";
    }
}
