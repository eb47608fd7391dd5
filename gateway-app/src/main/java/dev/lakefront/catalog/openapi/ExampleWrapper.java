package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        RequestSchemas.each(document, (path, place, schema, mediaType, media) -> {
            List<Wrappers.Branch> branches = Wrappers.branches(place, schema);
            if (branches.stream().noneMatch(branch -> branch.wrapper().isPresent())) {
                return;
            }
            branches.forEach(branch -> examples(branch, branches, changes));
            media(mediaType, media, branches, changes);
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
                append(home, wrapped, changes);
            }
        }
        if (!kept.equals(before)) {
            branch.schema().set("examples", kept);
            if (kept.isEmpty()) {
                branch.schema().remove("examples");
            }
            changes.record(
                    this,
                    branch.place().then("examples").pointer(),
                    before,
                    branch.schema().get("examples"));
        }
    }

    private void append(Wrappers.Branch home, JsonNode example, Changes changes) {
        Nodes.array(home.schema(), "examples")
                .orElseGet(() -> home.schema().putArray("examples"))
                .add(example);
        changes.record(this, home.place().then("examples").pointer(), null, example);
    }

    private void media(ObjectNode mediaType, Place place, List<Wrappers.Branch> all, Changes changes) {
        Optional<String> first =
                all.stream().flatMap(branch -> branch.wrapper().stream()).findFirst();
        if (first.isEmpty()) {
            return;
        }
        replace(mediaType.get("example"), first.get(), all).ifPresent(wrapped -> {
            changes.record(this, place.then("example").pointer(), mediaType.get("example"), wrapped);
            mediaType.set("example", wrapped);
        });
        Nodes.objects(mediaType.path("examples")).forEach(named -> {
            JsonNode value = named.getValue().get("value");
            replace(value, first.get(), all).ifPresent(wrapped -> {
                Place at = place.then("examples").then(named.getKey()).then("value");
                changes.record(this, at.pointer(), value, wrapped);
                named.getValue().set("value", wrapped);
            });
        });
    }

    private static Optional<JsonNode> replace(@Nullable JsonNode given, String word, List<Wrappers.Branch> all) {
        return Optional.ofNullable(given)
                .map(example -> wrap(example, word, all))
                .filter(after -> !after.equals(given));
    }

    private static JsonNode wrap(JsonNode example, String own, List<Wrappers.Branch> all) {
        if (Wrappers.WORDS.stream().anyMatch(example::has)) {
            return example;
        }
        String word = own;
        boolean rows = example.isArray() && !example.isEmpty() && example.get(0).isObject();
        if (example.isObject()
                && example.has("data")
                && Wrappers.find(all, Format.DATAFRAME_SPLIT).isPresent()) {
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
