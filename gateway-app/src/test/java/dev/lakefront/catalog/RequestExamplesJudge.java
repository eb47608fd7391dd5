package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges the examples of a document by its schemas without anything of the importer's: JSON Schema 2020-12. */
final class RequestExamplesJudge {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                    .build(),
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .preloadSchema(false)
                            .build()));

    private RequestExamplesJudge() {}

    static JsonNode body(ObjectNode document, String path, String method) {
        return resolved(
                document,
                document.path("paths")
                        .path(path)
                        .path(method.toLowerCase(Locale.ROOT))
                        .path("requestBody"));
    }

    static void assertThatAllValidate(ObjectNode document) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode content =
                            body(document, path.getKey(), method.getKey()).path("content");
                    content.properties().stream()
                            .filter(media -> media.getKey().contains("json"))
                            .forEach(media -> assertThatAllValidate(
                                    document, media.getValue(), method.getKey() + " " + path.getKey()));
                }));
    }

    private static void assertThatAllValidate(ObjectNode document, JsonNode media, String operation) {
        // The document stands around the schema, so that its references are found.
        ObjectNode root = document.objectNode();
        root.setAll(document);
        root.putArray("allOf").add(media.has("schema") ? media.path("schema") : root.booleanNode(true));
        Schema schema = REGISTRY.getSchema(root);
        media.path("examples").properties().forEach(example -> {
            JsonNode value = resolved(document, example.getValue()).path("value");
            assertThat(value.isMissingNode() ? List.of() : schema.validate(value))
                    .as("example %s of %s: %s", example.getKey(), operation, value)
                    .isEmpty();
        });
    }

    private static JsonNode resolved(ObjectNode document, JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }
}
