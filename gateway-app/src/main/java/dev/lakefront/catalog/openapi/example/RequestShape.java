package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of the kinds of body that a request may have.
 *
 * @param label what the document calls it; empty when it has no name
 * @param schema what such a body matches, apart from the schema of the whole
 */
record RequestShape(Format format, String label, ObjectNode schema) {

    private static final int MOST = 24;
    private static final int DEEPEST = 4;
    /** Names a tensor's type in the Open Inference Protocol, whose {@code inputs} are not MLflow's. */
    private static final String DATATYPE = "datatype";

    private static final Set<String> CONTAINERS = Set.of("array", "object");

    /** The kinds that a body's schema allows, as the document orders them. */
    static List<RequestShape> of(JsonNode schema, SchemaSampler sampler) {
        List<RequestShape> shapes = new ArrayList<>();
        collect(schema, "", 0, sampler, shapes);
        return shapes;
    }

    /** The kind of a body at hand. */
    static Format of(JsonNode body) {
        for (Format format : Format.values()) {
            JsonNode content = body.path(property(format));
            if (!content.isMissingNode() && fits(format, content)) {
                return format;
            }
        }
        return Format.JSON;
    }

    /** The property that makes a body one of this format; empty for {@link Format#JSON}. */
    static String property(Format format) {
        return switch (format) {
            case INPUT_ITEMS -> Format.INPUT.word();
            case JSON -> "";
            default -> format.word();
        };
    }

    /** What a reader is told about the example of this shape. */
    String summary() {
        return switch (format) {
            case DATAFRAME_SPLIT -> "Rows as a list of columns and a list of values";
            case DATAFRAME_RECORDS -> "Rows as a list of objects";
            case INSTANCES -> "Tensors, row by row";
            case INPUTS -> "Tensors, column by column";
            case MESSAGES -> "A conversation";
            case PROMPT -> "A prompt";
            case INPUT -> "A text to embed";
            case INPUT_ITEMS -> "A conversation as input items";
            case JSON -> label.isEmpty() ? "A request" : label;
        };
    }

    private static boolean fits(Format format, JsonNode content) {
        boolean items = content.path(0).has("role") || content.path(0).has("content");
        return switch (format) {
            case INPUT_ITEMS -> items;
            case INPUT -> content.isString() || (content.isArray() && !items);
            case PROMPT -> content.isString() || content.isArray();
            case MESSAGES -> content.isArray();
            case JSON -> false;
            case INPUTS -> content.isContainer() && !content.path(0).has(DATATYPE);
            default -> content.isContainer();
        };
    }

    private static void collect(
            JsonNode schema, String label, int depth, SchemaSampler sampler, List<RequestShape> shapes) {
        sampler.flatten(schema).ifPresent(flat -> {
            List<Branches.Branch> branches = flat.has("oneOf") || flat.has("anyOf") ? Branches.of(flat) : List.of();
            if (branches.isEmpty() || depth == DEEPEST) {
                leaf(flat, label, sampler, shapes);
            }
            for (Branches.Branch branch : depth == DEEPEST ? List.<Branches.Branch>of() : branches) {
                collect(branch.schema(), branch.label(), depth + 1, sampler, shapes);
            }
        });
    }

    private static void leaf(ObjectNode flat, String label, SchemaSampler sampler, List<RequestShape> shapes) {
        if (shapes.size() >= MOST || flat.path("type").asString("").equals("null")) {
            return;
        }
        Set<String> required = SchemaMerge.names(flat.path("required"));
        List<RequestShape> all = new ArrayList<>();
        for (Format format : Format.values()) {
            JsonNode property = flat.path("properties").path(property(format));
            if (!property.isMissingNode() && describes(format, property, sampler)) {
                all.add(new RequestShape(format, label, flat));
            }
        }
        boolean oneIsRequired = all.stream().anyMatch(shape -> required.contains(property(shape.format())));
        if (oneIsRequired) {
            all.removeIf(shape -> !required.contains(property(shape.format())));
        }
        shapes.addAll(all.isEmpty() ? List.of(new RequestShape(Format.JSON, label, flat)) : all);
    }

    private static boolean describes(Format format, JsonNode property, SchemaSampler sampler) {
        List<ObjectNode> forms = forms(property, sampler);
        boolean items = forms.stream().anyMatch(form -> form.has("items") && isSaid(form.path("items"), sampler));
        return switch (format) {
            case INPUT_ITEMS -> items;
            case INPUT -> !items && forms.stream().anyMatch(form -> has(form, Set.of("string", "array")));
            case PROMPT -> forms.stream().anyMatch(form -> has(form, Set.of("string", "array")));
            case MESSAGES -> forms.stream().anyMatch(form -> has(form, Set.of("array")));
            case JSON -> false;
            case INPUTS, INSTANCES ->
                forms.stream().anyMatch(form -> has(form, CONTAINERS))
                        && forms.stream().noneMatch(form -> isTyped(form.path("items"), sampler));
            default -> forms.stream().anyMatch(form -> has(form, CONTAINERS));
        };
    }

    /** The schema, or its alternatives, each without a choice left as far down as is looked. */
    static List<ObjectNode> forms(JsonNode schema, SchemaSampler sampler) {
        List<ObjectNode> forms = new ArrayList<>();
        forms(schema, 0, sampler, forms);
        return forms;
    }

    private static void forms(JsonNode schema, int depth, SchemaSampler sampler, List<ObjectNode> forms) {
        sampler.flatten(schema).filter(flat -> forms.size() < MOST).ifPresent(flat -> {
            List<Branches.Branch> branches = depth < DEEPEST ? Branches.of(flat) : List.of();
            if (branches.isEmpty()) {
                forms.add(flat);
            }
            branches.forEach(branch -> forms(branch.schema(), depth + 1, sampler, forms));
        });
    }

    private static boolean isTyped(JsonNode items, SchemaSampler sampler) {
        return forms(items, sampler).stream()
                .anyMatch(form -> form.path("properties").has(DATATYPE));
    }

    /** Whether the elements are turns of a conversation. */
    private static boolean isSaid(JsonNode items, SchemaSampler sampler) {
        return forms(items, sampler).stream()
                .map(form -> form.path("properties"))
                .anyMatch(properties -> properties.has("role") || properties.has("content"));
    }

    private static boolean has(ObjectNode form, Set<String> types) {
        Set<String> declared = SchemaMerge.names(form.path("type"));
        return declared.isEmpty() || declared.stream().anyMatch(types::contains);
    }
}
