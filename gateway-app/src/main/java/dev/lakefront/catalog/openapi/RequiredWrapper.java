package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes each alternative of a body require the one property that tells it apart. Without it every body satisfies every
 * alternative that it does not mention, and {@code oneOf} refuses all valid bodies and admits wrong ones.
 */
final class RequiredWrapper implements Rule {

    private static final List<String> CONTENT = List.of("messages", "prompt", "input");

    @Override
    public String name() {
        return "required-wrapper";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        RequestSchemas.each(document, (path, place, schema, mediaType, media) -> {
            List<Wrappers.Branch> branches = Wrappers.branches(place, schema);
            boolean alternatives = branches.size() != 1 || branches.getFirst().schema() != schema;
            if (alternatives || path.endsWith("/invocations")) {
                branches.forEach(branch -> content(branch).ifPresent(word -> require(branch, word, changes)));
            }
        });
    }

    private static Optional<String> content(Wrappers.Branch branch) {
        Optional<String> wrapper = branch.wrapper();
        JsonNode properties = branch.schema().path("properties");
        if (wrapper.isPresent() || Wrappers.WORDS.stream().anyMatch(properties::has)) {
            return wrapper;
        }
        List<String> found = CONTENT.stream().filter(properties::has).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void require(Wrappers.Branch branch, String word, Changes changes) {
        JsonNode before = branch.schema().get("required");
        List<String> required = before == null ? List.of() : Nodes.strings(before);
        if (!required.contains(word)) {
            ArrayNode all = Nodes.texts(
                    Stream.concat(Stream.of(word), required.stream()).toList());
            branch.schema().set("required", all);
            changes.record(this, branch.place().then("required").pointer(), before, all);
        }
    }
}
