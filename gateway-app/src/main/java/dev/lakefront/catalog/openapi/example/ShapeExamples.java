package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the example of one kind of body: what the document gives, else what a person would write first. */
final class ShapeExamples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROWS = 2;

    private final SchemaSampler sampler;
    private final ExampleJudge judge;

    ShapeExamples(SchemaSampler sampler, ExampleJudge judge) {
        this.sampler = sampler;
        this.judge = judge;
    }

    /**
     * A body of this shape.
     *
     * @param whole the schema of every body of the request; the example validates against it as well
     */
    Optional<JsonNode> make(RequestShape shape, JsonNode whole) {
        return Optional.<JsonNode>empty()
                .or(() -> first(given(shape, whole), shape, whole))
                .or(() -> first(composed(shape), shape, whole))
                .or(() -> sampler.sample(asked(shape)).flatMap(body -> first(List.of(body), shape, whole)));
    }

    private Optional<JsonNode> first(List<JsonNode> bodies, RequestShape shape, JsonNode whole) {
        return bodies.stream()
                .filter(body -> RequestShape.of(body) == shape.format())
                .filter(body -> judge.accepts(shape.schema(), body) && judge.accepts(whole, body))
                .findFirst();
    }

    private List<JsonNode> given(RequestShape shape, JsonNode whole) {
        Manner manner = Manner.of(Manner.Style.READABLE);
        List<JsonNode> given = new ArrayList<>(Given.of(shape.schema(), manner).values());
        sampler.flatten(whole)
                .ifPresent(flat -> given.addAll(Given.of(flat, manner).values()));
        return given;
    }

    /** Bodies with just the property of the format, written as people expect it, and what else is required. */
    private List<JsonNode> composed(RequestShape shape) {
        String property = RequestShape.property(shape.format());
        JsonNode content = shape.schema().path("properties").path(property);
        List<JsonNode> bodies = new ArrayList<>();
        if (content.isMissingNode()) {
            return bodies;
        }
        JsonNode required =
                sampler.sample(asked(shape), List.of(Manner.Style.REQUIRED)).orElseGet(JSON::objectNode);
        for (JsonNode wish : contents(shape.format(), content)) {
            bodies.add(((ObjectNode) required.deepCopy()).set(property, wish));
        }
        return bodies;
    }

    private List<JsonNode> contents(Format format, JsonNode schema) {
        return switch (format) {
            case DATAFRAME_SPLIT -> {
                List<JsonNode> tables = new ArrayList<>();
                sampler.flatten(schema).ifPresent(flat -> {
                    tables.addAll(Given.of(flat, Manner.of(Manner.Style.FULL)).values());
                    tables.add(table(flat));
                });
                tables.addAll(full(schema));
                yield tables;
            }
            case DATAFRAME_RECORDS, INSTANCES, INPUTS -> full(schema);
            case MESSAGES -> List.of(JSON.arrayNode().add(message()));
            case PROMPT ->
                List.of(JSON.stringNode(Sentences.PROMPT), JSON.arrayNode().add(Sentences.PROMPT));
            case INPUT -> {
                List<JsonNode> inputs = new ArrayList<>();
                inputs.add(JSON.stringNode(Sentences.SENTENCE));
                inputs.add(JSON.arrayNode().add(Sentences.SENTENCE));
                sampler.sample(schema).ifPresent(inputs::add);
                yield inputs;
            }
            case INPUT_ITEMS ->
                List.of(
                        JSON.arrayNode().add(message()),
                        JSON.arrayNode().add(message().put("type", "message")));
            case JSON -> List.of();
        };
    }

    private List<JsonNode> full(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>();
        // A text may be allowed as well, and come first; only a list or an object is what the format stands for.
        for (ObjectNode form : RequestShape.forms(schema, sampler)) {
            sampler.sample(form, List.of(Manner.Style.FULL, Manner.Style.READABLE))
                    .ifPresent(values::add);
        }
        sampler.sample(schema, List.of(Manner.Style.FULL, Manner.Style.READABLE))
                .ifPresent(values::add);
        return values;
    }

    private static ObjectNode message() {
        return JSON.objectNode().put("role", "user").put("content", Sentences.QUESTION);
    }

    /** A table whose rows are as wide as the list of column names. */
    private JsonNode table(ObjectNode split) {
        List<JsonNode> columns = columns(split.path("properties").path("columns"));
        ObjectNode row = sampler.flatten(split.path("properties").path("data").path("items"))
                .orElseGet(JSON::objectNode);
        ObjectNode table = JSON.objectNode();
        if (SchemaMerge.names(split.path("required")).contains("index")) {
            table.putArray("index").add(0).add(1);
        }
        if (!columns.isEmpty()) {
            table.putArray("columns").addAll(columns);
        }
        ArrayNode data = table.putArray("data");
        int width = columns.isEmpty() ? row.path("prefixItems").size() : columns.size();
        for (int i = 0; i < ROWS; i++) {
            ArrayNode cells = data.addArray();
            for (int column = 0; column < width; column++) {
                JsonNode cell = row.path("prefixItems").path(column);
                JsonNode schema = cell.isMissingNode() ? row.path("items") : cell;
                sampler.draft(schema.isMissingNode() ? JSON.booleanNode(true) : schema, cell(i))
                        .ifPresent(cells::add);
            }
        }
        return table;
    }

    private static Manner cell(int row) {
        return Manner.of(Manner.Style.FULL).element(row);
    }

    private List<JsonNode> columns(JsonNode schema) {
        ObjectNode flat = sampler.flatten(schema).orElseGet(JSON::objectNode);
        if (flat.path("const").isArray()) {
            return List.copyOf(flat.path("const").values());
        }
        if (flat.path("enum").path(0).isArray()) {
            return List.copyOf(flat.path("enum").path(0).values());
        }
        List<JsonNode> names = new ArrayList<>();
        flat.path("prefixItems")
                .forEach(item -> names.add(
                        item.has("const")
                                ? item.get("const")
                                : item.path("enum").path(0)));
        names.removeIf(JsonNode::isMissingNode);
        if (names.isEmpty()) {
            sampler.flatten(flat.path("items"))
                    .ifPresent(items -> items.path("enum").forEach(names::add));
        }
        return names;
    }

    /** The shape's schema with the property of its format required. */
    private static ObjectNode asked(RequestShape shape) {
        String property = RequestShape.property(shape.format());
        if (property.isEmpty()) {
            return shape.schema();
        }
        ObjectNode required = JSON.objectNode();
        required.putArray("required").add(property);
        return SchemaMerge.merge(shape.schema(), required);
    }
}
