package dev.lakefront.catalog.openapi.example;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says whether an instance validates against a schema of one document, under JSON Schema 2020-12 with {@code format}
 * asserted. Its work is bounded: a judgement that takes too many steps counts as a no. Not thread-safe.
 */
final class ExampleJudge {

    private static final Logger log = LoggerFactory.getLogger(ExampleJudge.class);
    private static final int MOST_JUDGEMENTS = 50_000;
    private static final long MOST_STEPS = 200_000;
    private static final int DEEPEST = 256;

    private final ObjectNode document;
    private final SchemaRegistry registry;
    private final Map<JsonNode, Optional<Schema>> compiled = new IdentityHashMap<>();
    private int judgements;

    /** @param document as {@link CheckableDocument} makes it */
    ExampleJudge(ObjectNode document) {
        this.document = document;
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(new BoundedPatterns())
                .failFast(true)
                // Else each schema would compile all that it can reach, which may be the whole document.
                .preloadSchema(false)
                .build();
        // Documents are full of keywords of others; the default would warn of each.
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                .build();
        this.registry = SchemaRegistry.withDefaultDialect(
                dialect, builder -> builder.schemaRegistryConfig(config).schemaCacheEnabled(false));
    }

    /** Whether the instance validates; also no when the schema cannot be compiled. */
    boolean accepts(JsonNode schema, JsonNode instance) {
        if (++judgements > MOST_JUDGEMENTS) {
            return false;
        }
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        return compiled.computeIfAbsent(schema, this::compile)
                .map(compiledSchema -> validates(compiledSchema, instance))
                .orElse(false);
    }

    /** Forgets the compiled schemas; the next request body has others. */
    void forget() {
        compiled.clear();
    }

    private Optional<Schema> compile(JsonNode schema) {
        // The document stands around the schema, so that #/components/... is found.
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.setAll(document);
        root.putArray("allOf").add(schema);
        try {
            return Optional.of(registry.getSchema(root));
        } catch (RuntimeException malformed) {
            log.debug("A schema cannot be compiled; it gets no example", malformed);
            return Optional.empty();
        }
    }

    private static boolean validates(Schema schema, JsonNode instance) {
        try {
            return schema.validate(
                            instance,
                            context -> context.setExecutionConfig(ExecutionConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .failFast(true)
                                    .maxEvaluationSteps(MOST_STEPS)
                                    .maxEvaluationDepth(DEEPEST)
                                    .build()))
                    .isEmpty();
        } catch (RuntimeException malformed) {
            // A keyword with a value of the wrong type surfaces only here: keywords are compiled when first used.
            log.debug("A schema cannot be evaluated; the instance counts as invalid", malformed);
            return false;
        }
    }
}
