package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says {@code nullable: true} in the words of 3.1, where the keyword means nothing and a null would be refused:
 * {@code type: [string, "null"]}, or a null alternative where there is more than a type.
 */
final class NullableType implements Rule {

    private static final List<String> COMPOSED = List.of("$ref", "allOf", "anyOf", "oneOf", "not");
    private static final Set<String> ANNOTATIONS = Set.of(
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "externalDocs",
            "xml");

    @Override
    public String name() {
        return "nullable-type";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.schemas(document, (place, schema) -> {
            JsonNode nullable = schema.path("nullable");
            if (!nullable.isBoolean()) {
                return;
            }
            JsonNode before = Excerpt.of(schema);
            schema.remove("nullable");
            if (nullable.booleanValue()) {
                admitNull(schema);
            }
            changes.record(this, place.pointer(), before, schema);
        });
    }

    private static void admitNull(ObjectNode schema) {
        if (COMPOSED.stream().anyMatch(schema::has)) {
            compose(schema);
            return;
        }
        List<String> types = Nodes.types(schema);
        if (!types.isEmpty() && !types.contains("null")) {
            schema.set("type", Nodes.texts(types).add("null"));
        }
        JsonNode constant = schema.remove("const");
        if (constant != null) {
            schema.putArray("enum").add(constant);
        }
        Nodes.array(schema, "enum").ifPresent(values -> {
            if (values.valueStream().noneMatch(JsonNode::isNull)) {
                values.addNull();
            }
        });
    }

    private static void compose(ObjectNode schema) {
        List<String> constraints = schema.propertyNames().stream()
                .filter(name -> !ANNOTATIONS.contains(name) && !name.startsWith("x-"))
                .toList();
        if (constraints.equals(List.of("anyOf")) || constraints.equals(List.of("oneOf"))) {
            Nodes.array(schema, constraints.getFirst()).ifPresent(NullableType::addNullType);
            return;
        }
        ObjectNode branch = Nodes.object();
        for (String name : constraints) {
            branch.set(name, schema.remove(name));
        }
        ArrayNode either = schema.putArray("anyOf").add(branch);
        addNullType(either);
    }

    private static void addNullType(ArrayNode branches) {
        boolean present =
                branches.valueStream().anyMatch(branch -> Nodes.types(branch).contains("null"));
        if (!present) {
            branches.addObject().put("type", "null");
        }
    }
}
