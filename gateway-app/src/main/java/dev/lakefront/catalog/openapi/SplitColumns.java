package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes {@code dataframe_split} and {@code dataframe_records} agree on the model's columns and on which are required.
 * A column that either knows is known to both; the list in the description of {@code columns} decides what is required,
 * as it is the narrower one and no valid body may be refused.
 */
final class SplitColumns implements Rule {

    @Override
    public String name() {
        return "split-columns";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        RequestSchemas.each(document, (path, place, schema, mediaType, media) -> {
            List<Wrappers.Branch> branches = Wrappers.branches(place, schema);
            Optional<Wrappers.Branch> split = Wrappers.find(branches, Format.DATAFRAME_SPLIT);
            Optional<Wrappers.Branch> records = Wrappers.find(branches, Format.DATAFRAME_RECORDS);
            split.ifPresent(branch -> mend(branch, records, changes));
        });
    }

    private void mend(Wrappers.Branch split, Optional<Wrappers.Branch> records, Changes changes) {
        ObjectNode body = split.content(Format.DATAFRAME_SPLIT.word());
        Optional<ObjectNode> record =
                records.flatMap(branch -> Nodes.object(branch.content(Format.DATAFRAME_RECORDS.word()), "items"));
        columns(body.path("properties"), record).ifPresent(columns -> {
            Place place = split.place().then("properties").then(Format.DATAFRAME_SPLIT.word());
            JsonNode before = Excerpt.of(body);
            SplitShape.write(body, columns);
            changes.record(this, place.pointer(), before, body);
            record.ifPresent(items -> agree(records.orElseThrow().place(), items, columns, changes));
        });
    }

    /** Empty when the split body does not name its columns one by one with a type for each. */
    private static Optional<SplitShape.Columns> columns(JsonNode split, Optional<ObjectNode> record) {
        List<String> names = new ArrayList<>(
                Nodes.strings(split.path("columns").path("items").path("enum")));
        if (!(split.path("data").path("items").path("prefixItems") instanceof ArrayNode tuple)
                || names.size() != tuple.size()
                || Set.copyOf(names).size() != names.size()
                || names.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> types = new ArrayList<>(tuple.values());
        Set<String> listed = Set.copyOf(names);
        record.flatMap(items -> Nodes.object(items, "properties"))
                .ifPresent(known -> known.properties().stream()
                        .filter(column -> !listed.contains(column.getKey()))
                        .forEach(column -> {
                            names.add(column.getKey());
                            types.add(column.getValue());
                        }));
        String description = split.path("columns").path("description").asString("");
        List<String> required = RequiredColumns.read(description, names)
                .orElseGet(() -> record.map(items -> Nodes.strings(items.path("required"))).orElse(List.of()).stream()
                        .filter(names::contains)
                        .toList());
        return Optional.of(new SplitShape.Columns(names, types, required, tuple.size()));
    }

    private void agree(Place branch, ObjectNode items, SplitShape.Columns columns, Changes changes) {
        Place place =
                branch.then("properties").then(Format.DATAFRAME_RECORDS.word()).then("items");
        ObjectNode properties = Nodes.object(items, "properties").orElseGet(() -> items.putObject("properties"));
        for (int i = 0; i < columns.names().size(); i++) {
            String name = columns.names().get(i);
            if (!properties.has(name)) {
                properties.set(name, columns.types().get(i).deepCopy());
                changes.record(this, place.then("properties").then(name).pointer(), null, properties.get(name));
            }
        }
        JsonNode before = items.get("required");
        Set<String> stated = before == null ? Set.of() : new LinkedHashSet<>(Nodes.strings(before));
        if (!stated.equals(Set.copyOf(columns.required()))) {
            items.remove("required");
            if (!columns.required().isEmpty()) {
                items.set("required", Nodes.texts(columns.required()));
            }
            changes.record(this, place.then("required").pointer(), before, items.get("required"));
        }
    }
}
