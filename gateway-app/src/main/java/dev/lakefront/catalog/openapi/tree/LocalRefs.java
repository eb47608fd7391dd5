package dev.lakefront.catalog.openapi.tree;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Follows references that stay inside one document; anything else is not followed, ever. */
public final class LocalRefs {

    private LocalRefs() {}

    /** The node a {@code #/...} reference points at; empty for another kind of reference and for a dangling one. */
    public static Optional<JsonNode> resolve(JsonNode document, String ref) {
        return pointer(ref).map(document::at).filter(node -> !node.isMissingNode());
    }

    /** The JSON pointer in the fragment of a local reference (RFC 6901, section 6: percent-encoded). */
    static Optional<JsonPointer> pointer(String ref) {
        if (!ref.startsWith("#/")) {
            return Optional.empty();
        }
        try {
            // URLDecoder is for forms and would read a plus as a blank.
            String decoded = URLDecoder.decode(ref.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            return Optional.of(JsonPointer.compile(decoded));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A reference to a named component. */
    public static String toComponent(String section, String name) {
        return "#/components/" + section + "/" + escape(name);
    }

    /** One segment of a JSON pointer (RFC 6901, section 3). */
    public static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
