package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.openapi.rule.Changes;
import dev.lakefront.catalog.openapi.rule.Rule;
import dev.lakefront.catalog.openapi.tree.LocalRefs;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The examples of one request media type: drops those that do not validate, adds those that are missing. */
final class BodyExamples {

    private static final String ONLY = "example";
    private static final int MOST = 8;

    private final Rule rule;
    private final ObjectNode document;
    private final ObjectNode media;
    private final String pointer;
    private final Map<String, JsonNode> examples = new LinkedHashMap<>();

    BodyExamples(Rule rule, ObjectNode document, ObjectNode media, String pointer) {
        this.rule = rule;
        this.document = document;
        this.media = media;
        this.pointer = pointer;
        media.path("examples").properties().forEach(entry -> examples.put(entry.getKey(), entry.getValue()));
    }

    /** @param schema the body's schema in the checkable copy */
    void write(JsonNode schema, SchemaSampler sampler, ExampleJudge judge, Changes changes) {
        Map<String, JsonNode> before = new LinkedHashMap<>(examples);
        JsonNode lone = media.path("example");
        examples.values().removeIf(example -> !isKept(example, schema, judge));
        if (!lone.isMissingNode() && judge.accepts(schema, lone)) {
            Format format = RequestShape.of(lone);
            examples.putIfAbsent(format == Format.JSON ? ONLY : format.word(), entry(lone, ""));
        }
        complete(schema, sampler, new ShapeExamples(sampler, judge));
        report(before, lone, changes);
        media.remove("example");
        media.remove("examples");
        if (!examples.isEmpty()) {
            ObjectNode written = media.putObject("examples");
            examples.forEach(written::set);
        }
    }

    private boolean isKept(JsonNode example, JsonNode schema, ExampleJudge judge) {
        JsonNode target = resolved(example);
        // What stands elsewhere is never fetched, so it cannot be judged.
        return target.has("value") ? judge.accepts(schema, target.get("value")) : target.has("externalValue");
    }

    private JsonNode resolved(JsonNode example) {
        return example.path("$ref").isString()
                ? LocalRefs.resolve(document, example.path("$ref").stringValue())
                        .orElse(example)
                : example;
    }

    private void complete(JsonNode schema, SchemaSampler sampler, ShapeExamples maker) {
        boolean hasOther = examples.values().stream()
                .anyMatch(example -> RequestShape.of(resolved(example).path("value")) == Format.JSON);
        Set<Set<String>> kinds = new LinkedHashSet<>();
        for (RequestShape shape : RequestShape.of(schema, sampler)) {
            if (shape.format() != Format.JSON) {
                if (!examples.containsKey(shape.format().word())) {
                    maker.make(shape, schema)
                            .ifPresent(body -> examples.put(shape.format().word(), entry(body, shape.summary())));
                }
            } else if (!hasOther && kinds.size() < MOST) {
                Optional<JsonNode> body = maker.make(shape, schema);
                if (body.isPresent() && kinds.add(kind(body.get(), shape))) {
                    examples.put(freeName(shape.label()), entry(body.get(), shape.summary()));
                }
            }
        }
    }

    /** Bodies with the same properties are the same to a reader, unless the document tells them apart by name. */
    private static Set<String> kind(JsonNode body, RequestShape shape) {
        Set<String> kind = new LinkedHashSet<>(body.propertyNames());
        kind.add("#" + body.getNodeType() + (shape.schema().has("discriminator") ? shape.label() : ""));
        return kind;
    }

    private String freeName(String label) {
        String slug =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "_").replaceAll("^_+|_+$", "");
        String name = examples.containsKey(ONLY) && !slug.isEmpty() ? slug : ONLY;
        for (int i = 2; examples.containsKey(name); i++) {
            name = ONLY + "_" + i;
        }
        return name;
    }

    private static ObjectNode entry(JsonNode body, String summary) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (!summary.isEmpty()) {
            entry.put("summary", summary);
        }
        return entry.set("value", body.deepCopy());
    }

    private void report(Map<String, JsonNode> before, JsonNode lone, Changes changes) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(examples.keySet());
        for (String name : names) {
            @Nullable JsonNode old = before.get(name);
            @Nullable JsonNode now = examples.get(name);
            if (old == null || !old.equals(now)) {
                changes.record(rule, pointer + "/examples/" + LocalRefs.escape(name), old, now);
            }
        }
        if (!lone.isMissingNode()) {
            changes.record(rule, pointer + "/example", lone, null);
        }
    }
}
