package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The alternatives that a schema with {@code oneOf}, {@code anyOf} or {@code if} leaves, each as one schema. */
final class Branches {

    /**
     * One alternative.
     *
     * @param schema what is left of the whole schema when this alternative is chosen
     * @param property the discriminator's property; empty when there is none
     * @param value what stands in it for this alternative
     * @param label what the document calls this alternative; empty when it has no name
     */
    record Branch(JsonNode schema, String property, String value, String label) {

        /** The instance with the discriminator's property as this alternative demands it. */
        JsonNode discriminated(JsonNode instance) {
            if (property.isEmpty() || value.isEmpty() || !(instance instanceof ObjectNode object)) {
                return instance;
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            copy.setAll(object);
            return copy.put(property, value);
        }
    }

    private Branches() {}

    /** Empty when the schema leaves no choice. Alternatives that are null or deprecated come last. */
    static List<Branch> of(ObjectNode schema) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            if (schema.path(keyword).isArray()) {
                return alternatives(schema, keyword);
            }
        }
        if (schema.path("if").isMissingNode()) {
            return List.of();
        }
        ObjectNode rest = without(schema, List.of("if", "then", "else"));
        JsonNode then = schema.path("then").missingAs(JsonNodeFactory.instance.booleanNode(true));
        JsonNode otherwise = schema.path("else").missingAs(JsonNodeFactory.instance.booleanNode(true));
        return List.of(
                new Branch(SchemaMerge.allOf(rest, SchemaMerge.allOf(schema.get("if"), then)), "", "", ""),
                new Branch(SchemaMerge.allOf(rest, otherwise), "", "", ""));
    }

    private static List<Branch> alternatives(ObjectNode schema, String keyword) {
        ObjectNode rest = without(schema, List.of(keyword, "discriminator"));
        String property = schema.path("discriminator").path("propertyName").asString("");
        JsonNode mapping = schema.path("discriminator").path("mapping");
        List<Branch> branches = new ArrayList<>();
        for (JsonNode branch : schema.get(keyword)) {
            JsonNode whole = rest.isEmpty() ? branch : SchemaMerge.allOf(rest, branch);
            String ref = branch.path("$ref").asString("");
            String value = value(ref, mapping);
            branches.add(new Branch(whole, property, value, branch.path("title").asString(value)));
        }
        branches.sort(Comparator.comparing(branch -> rank(branch.schema())));
        return branches;
    }

    private static int rank(JsonNode branch) {
        boolean isNull = branch.path("type").asString("").equals("null");
        return isNull ? 2 : branch.path("deprecated").asBoolean(false) ? 1 : 0;
    }

    /** The name under which a discriminator knows a reference (OpenAPI 3.1, 4.8.25). */
    private static String value(String ref, JsonNode mapping) {
        String name = ref.substring(ref.lastIndexOf('/') + 1);
        for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
            String target = entry.getValue().asString("");
            if (!ref.isEmpty() && (target.equals(ref) || target.equals(name))) {
                return entry.getKey();
            }
        }
        return name;
    }

    private static ObjectNode without(ObjectNode schema, List<String> keywords) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.setAll(schema);
        return rest.remove(keywords);
    }
}
