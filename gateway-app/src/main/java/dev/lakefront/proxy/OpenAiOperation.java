package dev.lakefront.proxy;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.Operation;
import dev.lakefront.publication.PublishedApi;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operations of OpenAI's API that the gateway offers; {@code model} in the body names an API.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI's API reference</a>
 */
enum OpenAiOperation {
    CHAT_COMPLETIONS("chat/completions", Format.MESSAGES),
    COMPLETIONS("completions", Format.PROMPT),
    EMBEDDINGS("embeddings", Format.INPUT),
    RESPONSES("responses", Format.INPUT_ITEMS);

    private final String path;
    private final Format format;
    private final Operation operation;

    OpenAiOperation(String path, Format format) {
        this.path = path;
        this.format = format;
        String id = path.replace('/', '-');
        this.operation = new Operation(id, "POST", "/" + path, "/" + path, Set.of(format));
    }

    Operation operation() {
        return operation;
    }

    /** Where callers find it: below the workspace's path for such calls, and below {@code /v1}. */
    List<String> paths() {
        return List.of("/serving-endpoints/" + path, "/v1/" + path);
    }

    /** Where the API's server has it; empty when the API does not take this kind of body. */
    Optional<String> upstreamPath(PublishedApi api) {
        if (!api.document().formats().contains(format)) {
            return Optional.empty();
        }
        if (api.workspace().type().equals("databricks")) {
            return Optional.of("/serving-endpoints/" + path);
        }
        return api.document().operations().stream()
                .filter(candidate -> candidate.method().equals("POST")
                        && candidate.upstreamPath().endsWith("/" + path)
                        && candidate.upstreamPath().indexOf('{') < 0)
                .map(candidate -> api.upstreamPath(candidate.upstreamPath()))
                .findFirst();
    }

    /** By the id that {@link RouteTable} gives its route. */
    static OpenAiOperation byRoute(String routeId) {
        for (OpenAiOperation candidate : values()) {
            if (candidate.operation.id().equals(routeId)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(routeId + " is no operation of OpenAI's API");
    }
}
