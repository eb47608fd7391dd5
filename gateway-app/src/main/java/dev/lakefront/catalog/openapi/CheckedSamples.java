package dev.lakefront.catalog.openapi;

import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples and judges the schemas of one document by where they stand in it. Not thread-safe. */
public final class CheckedSamples {

    private final ObjectNode document;
    private final ExampleJudge judge;
    private final SchemaSampler sampler;

    public CheckedSamples(ObjectNode original) {
        this.document = CheckableDocument.of(original);
        this.judge = new ExampleJudge(document);
        this.sampler = new SchemaSampler(document, judge);
    }

    /** Empty when no schema stands there, or when none of the drafts validates. */
    public Optional<JsonNode> of(JsonPointer pointer) {
        Optional<JsonNode> sample = schema(pointer).flatMap(sampler::sample).map(JsonNode::deepCopy);
        judge.forget();
        return sample;
    }

    /** False when no schema stands there. */
    public boolean accepts(JsonPointer pointer, JsonNode instance) {
        return schema(pointer).filter(schema -> judge.accepts(schema, instance)).isPresent();
    }

    private Optional<JsonNode> schema(JsonPointer pointer) {
        return Optional.of(document.at(pointer)).filter(node -> node.isObject() || node.isBoolean());
    }
}
