package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes an instance of a schema that people can read and the schema accepts; the same schema always gives the same one.
 *
 * <p>It drafts from the keywords, preferring what the document itself gives (examples, defaults), and asks the
 * {@link ExampleJudge} before it hands anything out. Work is bounded; a schema that is too hard yields nothing.
 */
final class SchemaSampler {

    private static final int MOST_DRAFTS = 6_000;
    private static final int DEEPEST = 60;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "object", "array", "null");

    /** Keywords that the drafts do not obey by construction. */
    private static final Set<String> HARD = Set.of(
            "not",
            "anyOf",
            "oneOf",
            "if",
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "contains",
            "propertyNames",
            "patternProperties",
            "unevaluatedProperties",
            "unevaluatedItems",
            "dependentSchemas",
            "dependentRequired",
            "minProperties",
            "maxProperties",
            "uniqueItems",
            "maxContains",
            "multipleOf",
            "maxItems");

    private final ObjectNode document;
    private final ExampleJudge judge;
    private int drafts;

    /** @param document as {@link CheckableDocument} makes it; the schemas to sample stand in it or point into it */
    SchemaSampler(ObjectNode document, ExampleJudge judge) {
        this.document = document;
        this.judge = judge;
    }

    /** An instance in the first of the styles that leads to a valid one. */
    Optional<JsonNode> sample(JsonNode schema, List<Manner.Style> styles) {
        for (Manner.Style style : styles) {
            drafts = 0;
            Optional<JsonNode> instance =
                    draft(schema, Manner.of(style)).filter(candidate -> judge.accepts(schema, candidate));
            if (instance.isPresent()) {
                return instance;
            }
        }
        return Optional.empty();
    }

    Optional<JsonNode> sample(JsonNode schema) {
        return sample(schema, List.of(Manner.Style.READABLE, Manner.Style.REQUIRED, Manner.Style.FULL));
    }

    /** The schema without its references and {@code allOf}; empty when nothing can match it. */
    Optional<ObjectNode> flatten(JsonNode schema) {
        return FlatSchema.of(schema, document, Set.of()).map(FlatSchema::schema);
    }

    /** An instance that fits as far as its parts can tell; whoever asked for the whole must have it judged. */
    Optional<JsonNode> draft(JsonNode node, Manner manner) {
        if (++drafts > MOST_DRAFTS || manner.depth() > DEEPEST) {
            return Optional.empty();
        }
        Optional<FlatSchema> flat = FlatSchema.of(node, document, manner.refs());
        if (flat.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode schema = flat.get().schema();
        Manner inside = manner.through(flat.get().followed());
        Given given = Given.of(schema, inside);
        Optional<JsonNode> chosen = firstAccepted(schema, given.values());
        if (chosen.isPresent() || given.isExhaustive()) {
            return chosen;
        }
        List<Branches.Branch> branches = Branches.of(schema);
        return branches.isEmpty() ? plain(schema, inside) : branched(schema, branches, inside);
    }

    private Optional<JsonNode> branched(ObjectNode schema, List<Branches.Branch> branches, Manner manner) {
        for (Branches.Branch branch : branches) {
            Optional<JsonNode> candidate = draft(branch.schema(), manner.deeper());
            if (candidate.isPresent()) {
                Optional<JsonNode> accepted =
                        firstAccepted(schema, List.of(branch.discriminated(candidate.get()), candidate.get()));
                if (accepted.isPresent()) {
                    return accepted;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> plain(ObjectNode schema, Manner manner) {
        boolean hard = HARD.stream().anyMatch(schema::has);
        for (String type : types(schema)) {
            for (JsonNode candidate : candidates(type, schema, manner)) {
                if (!hard || judge.accepts(schema, candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private List<JsonNode> candidates(String type, ObjectNode schema, Manner manner) {
        return switch (type) {
            case "string" -> StringDraft.candidates(schema, manner);
            case "integer" -> NumberDraft.candidates(schema, true, manner.row());
            case "number" -> NumberDraft.candidates(schema, false, manner.row());
            case "boolean" -> List.of(JSON.booleanNode(manner.row() % 2 == 0), JSON.booleanNode(manner.row() % 2 != 0));
            case "object" -> new ObjectDraft(this, schema, manner).candidates();
            case "array" -> new ArrayDraft(this, schema, manner).candidates();
            case "null" -> List.of(JSON.nullNode());
            default -> List.of();
        };
    }

    private Optional<JsonNode> firstAccepted(JsonNode schema, List<JsonNode> candidates) {
        return candidates.stream().filter(value -> judge.accepts(schema, value)).findFirst();
    }

    /** The types an instance may have, null last; without {@code type}, those its keywords speak of come first. */
    private static Collection<String> types(ObjectNode schema) {
        if (schema.has("type")) {
            List<String> declared = new ArrayList<>(SchemaMerge.names(schema.get("type")));
            if (declared.remove("null")) {
                declared.add("null");
            }
            return declared;
        }
        List<String> likely = new ArrayList<>();
        if (hasAny(schema, "properties", "required", "additionalProperties", "patternProperties", "minProperties")) {
            likely.add("object");
        } else if (hasAny(schema, "items", "prefixItems", "minItems", "contains")) {
            likely.add("array");
        } else if (hasAny(schema, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) {
            likely.add("number");
        }
        TYPES.stream().filter(type -> !likely.contains(type)).forEach(likely::add);
        return likely;
    }

    private static boolean hasAny(ObjectNode schema, String... keywords) {
        return List.of(keywords).stream().anyMatch(schema::has);
    }
}
