package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiOperation;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.snippets.ClientCall;
import dev.lakefront.portal.snippets.ReadableJson;
import dev.lakefront.portal.snippets.Snippet;
import dev.lakefront.portal.snippets.Snippets;
import dev.lakefront.portal.snippets.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes calls of an API's document: its operations with their own examples. */
public final class ApiCalls {

    private ApiCalls() {}

    /** What the clients of an API have to know. */
    public static Target target(ApiPage page, ApiDocument document) {
        String main = document.main()
                .map(operation -> operation.url(page.publicUrl()))
                .orElse(page.baseUrl() + "/invocations");
        return new Target(
                page.publicUrl(), page.id(), main, page.api().document().task(), page.needsKey());
    }

    /**
     * A call of an operation.
     *
     * @param format the name of one of its examples; its first one where there is none of this name
     * @param stream whether the answer shall come in pieces; only for bodies that can ask for it
     */
    public static ClientCall call(ApiPage page, ApiOperation operation, @Nullable String format, boolean stream) {
        Map<String, JsonNode> examples = operation.examples();
        JsonNode given = examples.get(format == null ? "" : format);
        JsonNode body =
                given != null ? given : examples.values().stream().findFirst().orElse(null);
        if (stream && body instanceof ObjectNode object && object.has("messages")) {
            body = object.deepCopy().put("stream", true);
        }
        Map<String, String> headers = new HashMap<>();
        String type = operation.mediaType();
        if (type != null && body != null) {
            headers.put("Content-Type", type);
        }
        return new ClientCall(operation.method(), operation.url(page.publicUrl()), headers, text(body));
    }

    private static @Nullable String text(@Nullable JsonNode body) {
        if (body == null) {
            return null;
        }
        return body.isString() ? body.stringValue() : ReadableJson.of(body);
    }

    /** The main operation as a command; empty where nothing can be called. */
    public static Optional<Snippet> curl(ApiPage page, ApiDocument document) {
        return document.main()
                .flatMap(operation -> Snippets.of("curl", target(page, document), call(page, operation, null, false)));
    }
}
