package dev.lakefront.catalog.openapi.swagger;

import dev.lakefront.catalog.openapi.tree.Nodes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of Swagger 2.0: those that stand inside a parameter or header, and the words that changed since. */
final class SwaggerSchemas {

    private static final List<String> DESCRIBE_VALUE = List.of(
            "type",
            "format",
            "items",
            "default",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "enum",
            "multipleOf",
            "x-nullable");

    private SwaggerSchemas() {}

    /** Moves what describes a parameter's or header's value into a schema; changes and returns the same object. */
    static ObjectNode parameter(ObjectNode parameter) {
        if (parameter.has("$ref") || parameter.has("schema")) {
            return parameter;
        }
        String format = parameter.path("collectionFormat").asString("csv");
        boolean array = parameter.path("type").asString("").equals("array");
        parameter.remove("collectionFormat");
        parameter.set("schema", value(parameter));
        String in = parameter.path("in").asString("header");
        if (array && in.equals("query")) {
            parameter.put("style", style(format));
            parameter.put("explode", format.equals("multi"));
        }
        return parameter;
    }

    /** Takes the words that describe a value out of {@code owner}. */
    static ObjectNode value(ObjectNode owner) {
        ObjectNode schema = Nodes.object();
        for (String word : DESCRIBE_VALUE) {
            JsonNode said = owner.remove(word);
            if (said != null) {
                schema.set(word, said);
            }
        }
        return schema;
    }

    private static String style(String collectionFormat) {
        return switch (collectionFormat) {
            case "ssv" -> "spaceDelimited";
            case "pipes" -> "pipeDelimited";
            default -> "form";
        };
    }

    /** Says in 3.0's words what a schema says in 2.0's. */
    static void mend(ObjectNode schema) {
        schema.remove("collectionFormat");
        Optional<JsonNode> nullable = Optional.ofNullable(schema.remove("x-nullable"));
        nullable.filter(JsonNode::isBoolean).ifPresent(flag -> schema.set("nullable", flag));
        if (schema.path("type").asString("").equals("file")) {
            schema.put("type", "string").put("format", "binary");
        }
        Nodes.text(schema, "discriminator")
                .ifPresent(property -> schema.putObject("discriminator").put("propertyName", property));
    }
}
