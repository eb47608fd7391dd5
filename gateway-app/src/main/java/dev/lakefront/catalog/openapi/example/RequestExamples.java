package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.openapi.rule.Changes;
import dev.lakefront.catalog.openapi.rule.Rule;
import dev.lakefront.catalog.openapi.tree.Kind;
import dev.lakefront.catalog.openapi.tree.LocalRefs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every request body of a normalised document one example for each format it takes, named by the format's word
 * (or {@code example}), and sees to it that each example validates. Valid ones that the document brings are kept.
 */
public final class RequestExamples implements Rule {

    private static final Set<String> TEXTUAL =
            Set.of("text/plain", "application/x-www-form-urlencoded", "*/*", "application/*");

    @Override
    public String name() {
        return "request-examples";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        ObjectNode checkable = CheckableDocument.of(document);
        ExampleJudge judge = new ExampleJudge(checkable);
        SchemaSampler sampler = new SchemaSampler(checkable, judge);
        for (String pointer : bodies(document)) {
            JsonPointer place = JsonPointer.compile(pointer);
            JsonNode schema = checkable.at(place).path("schema");
            if (document.at(place) instanceof ObjectNode media && isDescribed(schema, pointer, sampler)) {
                new BodyExamples(this, document, media, pointer).write(schema, sampler, judge, changes);
                judge.forget();
            }
        }
    }

    private static boolean isDescribed(JsonNode schema, String pointer, SchemaSampler sampler) {
        boolean json = pointer.toLowerCase(Locale.ROOT).split(";", 2)[0].endsWith("json");
        return schema.isObject()
                && sampler.flatten(schema)
                        .filter(flat -> !flat.isEmpty() && (json || !isBinary(flat)))
                        .isPresent();
    }

    private static boolean isBinary(ObjectNode schema) {
        return schema.path("format").asString("").equals("binary") || schema.has("contentMediaType");
    }

    /** JSON pointers of the media types of all request bodies that a text can show. */
    private static List<String> bodies(ObjectNode document) {
        List<String> pointers = new ArrayList<>();
        for (String section : List.of("/paths", "/components/pathItems", "/webhooks")) {
            document.at(section)
                    .properties()
                    .forEach(item -> item.getValue().properties().forEach(method -> {
                        if (Kind.METHODS.contains(method.getKey())) {
                            String operation = section + "/" + LocalRefs.escape(item.getKey()) + "/" + method.getKey();
                            contents(method.getValue().path("requestBody"), operation + "/requestBody", pointers);
                        }
                    }));
        }
        document.at("/components/requestBodies")
                .properties()
                .forEach(body -> contents(
                        body.getValue(), "/components/requestBodies/" + LocalRefs.escape(body.getKey()), pointers));
        return pointers;
    }

    private static void contents(JsonNode body, String pointer, List<String> pointers) {
        for (String type : body.path("content").propertyNames()) {
            String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (bare.endsWith("/json") || bare.endsWith("+json") || TEXTUAL.contains(bare)) {
                pointers.add(pointer + "/content/" + LocalRefs.escape(type));
            }
        }
    }
}
