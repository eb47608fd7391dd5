package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of a scoring request, whichever of MLflow's four formats carries them. */
final class ScoringRows {

    private static final List<String> FORMATS = List.of("dataframe_split", "dataframe_records", "instances", "inputs");

    private final List<String> columns;

    ScoringRows(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Whether the body is a scoring request at all. */
    static boolean isIn(ObjectNode body) {
        return FORMATS.stream().anyMatch(body::has);
    }

    /** The rows, their cells in the order of the columns; a cell that a record lacks is null. */
    List<List<JsonNode>> read(ObjectNode body) {
        List<String> present = FORMATS.stream().filter(body::has).toList();
        if (present.size() != 1) {
            throw Refusal.badRequest("Invalid input. The input must be a JSON dictionary with exactly one of the input"
                    + " fields " + quoted(FORMATS) + ". Received dictionary with input fields: "
                    + quoted(body.propertyNames()) + ".");
        }
        JsonNode value = body.get(present.getFirst());
        return switch (present.getFirst()) {
            case "dataframe_split" -> split(value);
            case "dataframe_records" -> records(value);
            case "inputs" -> value.isObject() ? columnar(value) : listed(value);
            default -> listed(value);
        };
    }

    private List<List<JsonNode>> split(JsonNode frame) {
        if (!frame.isObject() || !frame.path("data").isArray()) {
            throw Refusal.badRequest("Invalid input. Dataframe split format must be a dictionary with 'data' and"
                    + " 'columns'. Got " + kind(frame) + ".");
        }
        List<JsonNode> data = List.copyOf(frame.get("data").values());
        List<String> names = names(frame.path("columns"), data);
        JsonNode index = frame.path("index");
        if (index.isArray() && index.size() != data.size()) {
            throw Refusal.unevaluable("Shape of passed values is (%d, %d), indices imply (%d, %d)"
                    .formatted(data.size(), names.size(), index.size(), names.size()));
        }
        int[] order = order(names);
        return data.stream().map(row -> pick(row, order, names.size())).toList();
    }

    /** Without names the columns are numbered, as a data frame numbers them. */
    private static List<String> names(JsonNode columns, List<JsonNode> data) {
        List<String> names = new ArrayList<>();
        if (columns.isArray()) {
            columns.values().forEach(name -> names.add(name.isString() ? name.stringValue() : name.toString()));
        } else {
            int width = data.isEmpty() ? 0 : data.getFirst().size();
            for (int i = 0; i < width; i++) {
                names.add(Integer.toString(i));
            }
        }
        return names;
    }

    private int[] order(List<String> names) {
        demandColumns(names);
        return columns.stream().mapToInt(names::indexOf).toArray();
    }

    private static List<JsonNode> pick(JsonNode row, int[] order, int width) {
        if (!row.isArray() || row.size() != width) {
            throw Refusal.unevaluable("%d columns passed, passed data had %d columns".formatted(width, row.size()));
        }
        List<JsonNode> cells = new ArrayList<>(order.length);
        for (int position : order) {
            cells.add(row.get(position));
        }
        return cells;
    }

    private List<List<JsonNode>> records(JsonNode records) {
        if (!records.isArray() || !records.values().stream().allMatch(JsonNode::isObject)) {
            throw Refusal.badRequest(
                    "Invalid input. Dataframe records format must be a list of records. Got " + kind(records) + ".");
        }
        Set<String> names = new LinkedHashSet<>();
        records.values().forEach(row -> names.addAll(row.propertyNames()));
        if (!records.isEmpty()) {
            demandColumns(names);
        }
        return records.values().stream().map(this::cells).toList();
    }

    private List<JsonNode> cells(JsonNode row) {
        return columns.stream()
                .map(name -> row.optional(name).orElse(NullNode.getInstance()))
                .toList();
    }

    /** A list of objects, or of lists whose cells stand in the order of the signature. */
    private List<List<JsonNode>> listed(JsonNode rows) {
        if (rows.isArray() && rows.values().stream().allMatch(JsonNode::isArray)) {
            int[] order = order(columns);
            return rows.values().stream()
                    .map(row -> pick(row, order, columns.size()))
                    .toList();
        }
        return records(rows);
    }

    /** A dictionary of columns; of scalars, it is one row. */
    private List<List<JsonNode>> columnar(JsonNode inputs) {
        demandColumns(inputs.propertyNames());
        if (columns.stream().noneMatch(name -> inputs.get(name).isArray())) {
            return List.of(cells(inputs));
        }
        int height = inputs.get(columns.getFirst()).size();
        if (columns.stream()
                .anyMatch(
                        name -> !inputs.get(name).isArray() || inputs.get(name).size() != height)) {
            throw Refusal.unevaluable("All arrays must be of the same length");
        }
        List<List<JsonNode>> rows = new ArrayList<>(height);
        for (int i = 0; i < height; i++) {
            int row = i;
            rows.add(columns.stream().map(name -> inputs.get(name).get(row)).toList());
        }
        return rows;
    }

    private void demandColumns(Collection<String> given) {
        List<String> missing =
                columns.stream().filter(name -> !given.contains(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> extra =
                given.stream().filter(name -> !columns.contains(name)).toList();
        throw Refusal.badRequest("Model is missing inputs " + quoted(missing) + "."
                + (extra.isEmpty() ? "" : " Note that there were extra inputs: " + quoted(extra)));
    }

    /** As Python prints a list; a numbered column has no quotes. */
    private static String quoted(Collection<String> names) {
        return names.stream()
                .map(name -> name.matches("\\d+") ? name : "'" + name + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
