package dev.lakefront.catalog.openapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of a {@code dataframe_split} body that admits what MLflow admits: all columns in the declared order, or
 * any choice of them in any order. With all columns in order, each cell must have its column's type; otherwise JSON
 * Schema cannot tie a cell to its column, and each cell must have the type of some column.
 */
final class SplitShape {

    /**
     * The model's columns, the schema of each, and those that a body cannot leave out; the first {@code declared} ones
     * are those that the split format itself lists.
     */
    record Columns(List<String> names, List<JsonNode> types, List<String> required, int declared) {

        Columns {
            names = List.copyOf(names);
            types = List.copyOf(types);
            required = List.copyOf(required);
        }

        private Columns listed() {
            return new Columns(names.subList(0, declared), types.subList(0, declared), required, declared);
        }
    }

    private SplitShape() {}

    static void write(ObjectNode body, Columns columns) {
        body.set("required", Nodes.texts(List.of("columns", "data")));
        Nodes.object(body.path("properties"), "columns").ifPresent(schema -> names(schema, columns));
        Nodes.object(body.path("properties").path("data"), "items").ifPresent(row -> row(row, columns));
        inOrder(body, columns.listed());
        if (columns.declared() < columns.names().size()) {
            inOrder(body.putObject("else"), columns);
        }
    }

    private static void inOrder(ObjectNode schema, Columns columns) {
        schema.putObject("if").putObject("properties").putObject("columns").set("const", Nodes.texts(columns.names()));
        schema.putObject("then").putObject("properties").putObject("data").set("items", tuple(columns));
    }

    private static void names(ObjectNode schema, Columns columns) {
        Nodes.object(schema, "items").ifPresent(items -> items.set("enum", Nodes.texts(columns.names())));
        if (!columns.required().isEmpty()) {
            ArrayNode all = schema.putArray("allOf");
            columns.required()
                    .forEach(name -> all.addObject().putObject("contains").put("const", name));
        }
        if (!schema.has("examples")) {
            schema.putArray("examples").add(Nodes.texts(columns.listed().names()));
        }
    }

    private static void row(ObjectNode row, Columns columns) {
        row.remove("prefixItems");
        row.remove("type");
        ObjectNode choice = Nodes.object().put("type", "array");
        Set<JsonNode> types = new LinkedHashSet<>(columns.types());
        if (types.size() == 1) {
            choice.set("items", types.iterator().next().deepCopy());
        } else if (types.stream().noneMatch(JsonNode::isEmpty)) {
            ArrayNode any = choice.putObject("items").putArray("anyOf");
            types.forEach(type -> any.add(type.deepCopy()));
        }
        choice.put("maxItems", columns.names().size());
        row.putArray("anyOf").add(tuple(columns.listed())).add(choice);
    }

    private static ObjectNode tuple(Columns columns) {
        ObjectNode tuple = Nodes.object().put("type", "array");
        ArrayNode prefix = tuple.putArray("prefixItems");
        columns.types().forEach(type -> prefix.add(type.deepCopy()));
        return tuple.put("items", false)
                .put("minItems", columns.names().size())
                .put("maxItems", columns.names().size());
    }
}
