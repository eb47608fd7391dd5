package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a default one of the values that its schema lists: {@code "right"} becomes {@code "Right"}, where that is the
 * only one that differs by case alone. Any other is removed, as no client could send it. Null is left alone: it says
 * that there is none.
 */
final class ListedDefault implements Rule {

    @Override
    public String name() {
        return "listed-default";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        References references = new References(document);
        Walk.schemas(document, (place, schema) -> {
            JsonNode given = schema.path("default");
            List<List<JsonNode>> lists = lists(schema, references);
            boolean listed = lists.stream().allMatch(values -> values.contains(given));
            if (given.isMissingNode() || given.isNull() || listed) {
                return;
            }
            Optional<JsonNode> meant = meant(given, lists);
            meant.ifPresentOrElse(value -> schema.set("default", value), () -> schema.remove("default"));
            changes.record(this, place.then("default").pointer(), given, meant.orElse(null));
        });
    }

    private static List<List<JsonNode>> lists(ObjectNode schema, References references) {
        Stream<JsonNode> parts = Stream.of(
                        Stream.of(schema),
                        references.resolve(schema).stream(),
                        schema.path("allOf").valueStream().flatMap(part -> references.resolve(part).stream()))
                .flatMap(part -> part);
        return parts.map(part -> part.path("enum"))
                .filter(values -> values.isArray() && !values.isEmpty())
                .map(values -> values.valueStream().toList())
                .toList();
    }

    private static Optional<JsonNode> meant(JsonNode given, List<List<JsonNode>> lists) {
        List<JsonNode> alike = lists.getFirst().stream()
                .filter(value -> given.isString()
                        && value.isString()
                        && value.stringValue().equalsIgnoreCase(given.stringValue()))
                .filter(value -> lists.stream().allMatch(values -> values.contains(value)))
                .distinct()
                .toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }
}
