package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads from the schema of a request body which columns its rows have. */
final class Columns {

    private static final int MOST = 200;
    private static final int DEEPEST = 5;

    private Columns() {}

    /** Of the first format that names them, records before lists of values; none for a body that is no table. */
    static List<Column> of(DocumentNode schema) {
        return Stream.<Optional<List<Column>>>of(
                        records(schema, Format.DATAFRAME_RECORDS),
                        split(schema),
                        records(schema, Format.INSTANCES),
                        named(schema, Format.INPUTS))
                .flatMap(Optional::stream)
                .filter(columns -> !columns.isEmpty())
                .findFirst()
                .orElseGet(List::of);
    }

    private static Optional<List<Column>> records(DocumentNode schema, Format format) {
        return property(schema, format).map(list -> properties(list.child("items"), false));
    }

    /** Lists of values under the names of columns. */
    private static Optional<List<Column>> named(DocumentNode schema, Format format) {
        return property(schema, format).map(columns -> properties(columns, true));
    }

    private static List<Column> properties(DocumentNode row, boolean lists) {
        return alternatives(row)
                .map(form -> form.child("properties"))
                .filter(DocumentNode::exists)
                .findFirst()
                .map(properties -> properties.names().stream()
                        .limit(MOST)
                        .map(name -> column(name, lists ? properties.path(name, "items") : properties.child(name)))
                        .toList())
                .orElseGet(List::of);
    }

    private static Optional<List<Column>> split(DocumentNode schema) {
        return property(schema, Format.DATAFRAME_SPLIT).map(frame -> {
            List<String> names = strings(frame.path("properties", "columns", "items", "enum"));
            if (names.isEmpty()) {
                names = strings(frame.path("properties", "columns", "const"));
            }
            List<DocumentNode> cells = frame.path("properties", "data", "items", "prefixItems")
                    .elements()
                    .toList();
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < Math.min(names.size(), MOST); i++) {
                columns.add(
                        i < cells.size()
                                ? column(names.get(i), cells.get(i))
                                : new Column(names.get(i), "", List.of()));
            }
            return columns;
        });
    }

    private static Column column(String name, DocumentNode schema) {
        DocumentNode form = alternatives(schema)
                .filter(one -> !type(one).isEmpty() && !type(one).equals("null"))
                .findFirst()
                .orElse(schema);
        return new Column(name, type(form), strings(form.child("enum")));
    }

    private static String type(DocumentNode schema) {
        JsonNode type = schema.value().path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(one -> one.asString(""))
                    .filter(one -> !one.equals("null"))
                    .findFirst()
                    .orElse("");
        }
        return type.asString("");
    }

    private static List<String> strings(DocumentNode list) {
        return list.elements()
                .map(DocumentNode::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Optional<DocumentNode> property(DocumentNode schema, Format format) {
        return alternatives(schema)
                .map(form -> form.path("properties", format.word()))
                .filter(DocumentNode::exists)
                .findFirst();
    }

    /** The schema and what it is composed of, as far down as people write it. */
    private static Stream<DocumentNode> alternatives(DocumentNode schema) {
        return alternatives(schema, 0).limit(MOST);
    }

    private static Stream<DocumentNode> alternatives(DocumentNode schema, int depth) {
        if (depth == DEEPEST) {
            return Stream.of(schema);
        }
        return Stream.concat(
                Stream.of(schema),
                Stream.of("oneOf", "anyOf", "allOf")
                        .flatMap(word -> schema.child(word).elements())
                        .flatMap(branch -> alternatives(branch, depth + 1)));
    }
}
