package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Wraps examples that show only what is inside {@code dataframe_split} and the like, and moves each to the alternative
 * that it is an example of: sent as published, they would be answered with 400.
 */
final class ExampleWrapper implements Rule {

    @Override
    public String name() {
        return "example-wrapper";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        RequestSchemas.each(document, (path, place, schema, mediaType) -> {
            List<Wrappers.Branch> branches = Wrappers.branches(place, schema);
            if (branches.stream().noneMatch(branch -> branch.wrapper().isPresent())) {
                return;
            }
            branches.forEach(branch -> examples(branch, branches, changes));
            media(mediaType, place, branches, changes);
        });
    }

    private void examples(Wrappers.Branch branch, List<Wrappers.Branch> all, Changes changes) {
        Optional<ArrayNode> given = Nodes.array(branch.schema(), "examples");
        Optional<String> own = branch.wrapper();
        if (given.isEmpty() || own.isEmpty()) {
            return;
        }
        JsonNode before = given.get().deepCopy();
        ArrayNode kept = Nodes.array();
        for (JsonNode example : before) {
            JsonNode wrapped = wrap(example, own.get(), all);
            Wrappers.Branch home = home(wrapped, branch, all);
            if (home == branch) {
                kept.add(wrapped);
            } else {
                Nodes.array(home.schema(), "examples")
                        .orElseGet(() -> home.schema().putArray("examples"))
                        .add(wrapped);
                changes.record(this, home.place().then("examples").pointer(), null, wrapped);
            }
        }
        if (!kept.equals(before)) {
            if (kept.isEmpty()) {
                branch.schema().remove("examples");
            } else {
                branch.schema().set("examples", kept);
            }
            changes.record(this, branch.place().then("examples").pointer(), before, branch.schema().get("examples"));
        }
    }

    private void media(ObjectNode mediaType, Place place, List<Wrappers.Branch> all, Changes changes) {
        Optional<String> first = all.stream().flatMap(branch -> branch.wrapper().stream()).findFirst();
        if (first.isEmpty()) {
            return;
        }
        replace(mediaType, "example", place, first.get(), all, changes);
        Nodes.objects(mediaType.path("examples"))
                .forEach(named -> replace(named.getValue(), "value", place, first.get(), all, changes));
    }

    private void replace(
            ObjectNode owner, String field, Place place, String word, List<Wrappers.Branch> all, Changes changes) {
        JsonNode before = owner.get(field);
        if (before != null) {
            JsonNode after = wrap(before, word, all);
            if (!after.equals(before)) {
                owner.set(field, after);
                changes.record(this, place.pointer(), before, after);
            }
        }
    }

    private static JsonNode wrap(JsonNode example, String own, List<Wrappers.Branch> all) {
        if (Wrappers.WORDS.stream().anyMatch(example::has)) {
            return example;
        }
        String word = own;
        boolean rows = example.isArray() && !example.isEmpty() && example.get(0).isObject();
        if (example.isObject() && example.has("data") && Wrappers.find(all, Format.DATAFRAME_SPLIT).isPresent()) {
            word = Format.DATAFRAME_SPLIT.word();
        } else if (rows && Wrappers.find(all, Format.DATAFRAME_RECORDS).isPresent()) {
            word = Format.DATAFRAME_RECORDS.word();
        }
        return Nodes.object().set(word, example);
    }

    private static Wrappers.Branch home(JsonNode example, Wrappers.Branch own, List<Wrappers.Branch> all) {
        return all.stream()
                .filter(branch -> branch.wrapper().filter(example::has).isPresent())
                .findFirst()
                .orElse(own);
    }
}
