package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces the schemas of a document, or those below another schema. */
final class SubSchemas {

    private SubSchemas() {}

    /** Replaces each outermost schema of a document; those below it are the replacement's business. */
    static void replaceOutermost(ObjectNode document, UnaryOperator<JsonNode> replacement) {
        if (document.path("components").path("schemas") instanceof ObjectNode schemas) {
            replaceValues(schemas, replacement);
        }
        Walk.aroundSchemas(document, (kind, place, object) -> {
            boolean carries = kind == Kind.PARAMETER || kind == Kind.HEADER || kind == Kind.MEDIA_TYPE;
            if (carries && isSchema(object.path("schema"))) {
                object.set("schema", replacement.apply(object.path("schema")));
            }
        });
    }

    /** Replaces each schema directly below this one. Values of examples, enum, const and default are left alone. */
    static void replace(ObjectNode schema, UnaryOperator<JsonNode> replacement) {
        for (Kind.Field field : Kind.SCHEMA.fields()) {
            JsonNode value = schema.path(field.name());
            switch (field.holds()) {
                case ONE -> {
                    if (isSchema(value)) {
                        schema.set(field.name(), replacement.apply(value));
                    }
                }
                case LIST -> {
                    if (value instanceof ArrayNode list) {
                        replaceElements(list, replacement);
                    }
                }
                case MAP -> {
                    if (value instanceof ObjectNode map) {
                        replaceValues(map, replacement);
                    }
                }
            }
        }
    }

    static void replaceElements(ArrayNode list, UnaryOperator<JsonNode> replacement) {
        for (int i = 0; i < list.size(); i++) {
            if (isSchema(list.get(i))) {
                list.set(i, replacement.apply(list.get(i)));
            }
        }
    }

    static void replaceValues(ObjectNode map, UnaryOperator<JsonNode> replacement) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(map.properties())) {
            if (isSchema(entry.getValue())) {
                map.set(entry.getKey(), replacement.apply(entry.getValue()));
            }
        }
    }

    private static boolean isSchema(JsonNode node) {
        return node.isObject() || node.isBoolean();
    }
}
