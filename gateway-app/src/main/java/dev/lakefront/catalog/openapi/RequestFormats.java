package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recognises which of the shapes that model servers share an operation's body has. */
final class RequestFormats {

    private final References references;
    private final Alternatives alternatives;

    RequestFormats(ObjectNode document) {
        this.references = new References(document);
        this.alternatives = new Alternatives(references);
    }

    /** Empty for an operation without a JSON body. */
    Set<Format> of(String path, JsonNode operation) {
        Set<Format> formats = EnumSet.noneOf(Format.class);
        JsonNode given = operation.path("requestBody");
        JsonNode body = references.resolve(given).orElse(given);
        for (Map.Entry<String, JsonNode> media : body.path("content").properties()) {
            if (RequestSchemas.isJson(media.getKey())) {
                alternatives.of(media.getValue().path("schema")).forEach(each -> formats.add(format(path, each)));
            }
        }
        return formats;
    }

    private Format format(String path, Alternatives.Alternative body) {
        if (body.has(Format.DATAFRAME_SPLIT.word())) {
            return Format.DATAFRAME_SPLIT;
        }
        if (body.has(Format.DATAFRAME_RECORDS.word())) {
            return Format.DATAFRAME_RECORDS;
        }
        boolean invocation = path.endsWith("/invocations");
        boolean predict = invocation || path.endsWith(":predict");
        if (predict && body.has("instances")) {
            return Format.INSTANCES;
        }
        if (predict && body.has("inputs") && !isText(body.property("inputs"))) {
            return Format.INPUTS;
        }
        if (body.has("messages") && (invocation || path.endsWith("/chat/completions") || path.endsWith("/chat"))) {
            return Format.MESSAGES;
        }
        if (body.has("prompt") && (invocation || path.endsWith("/completions"))) {
            return Format.PROMPT;
        }
        return body.has("input") ? input(path, invocation, body.property("input")) : Format.JSON;
    }

    private Format input(String path, boolean invocation, JsonNode input) {
        if (path.endsWith("/responses") || invocation && takesItems(input)) {
            return Format.INPUT_ITEMS;
        }
        boolean embeds = invocation || path.endsWith("/embeddings") || path.endsWith("/embed");
        return embeds && takesText(input) ? Format.INPUT : Format.JSON;
    }

    private boolean isText(JsonNode schema) {
        return alternatives.of(schema).stream()
                .allMatch(each -> Nodes.types(each.schema()).equals(List.of("string")));
    }

    private boolean takesText(JsonNode input) {
        return alternatives.of(input).stream().anyMatch(each -> {
            List<String> types = Nodes.types(each.schema());
            List<String> items =
                    Nodes.types(references.resolve(each.schema().path("items")).orElse(each.schema()));
            return types.isEmpty() || types.contains("string") || types.contains("array") && !items.contains("object");
        });
    }

    private boolean takesItems(JsonNode input) {
        return alternatives.of(input).stream()
                .map(each -> each.schema().path("items"))
                .flatMap(items -> alternatives.of(items).stream())
                .anyMatch(item -> item.has("role") || item.has("content"));
    }
}
