package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a caller asks of the answer besides its content. */
record ChatOptions(int maxTokens, List<String> stop, boolean stream, UsageReport usage) {

    /** Where a stream reports its usage. */
    enum UsageReport {
        /** In every chunk, as a Databricks workspace does unasked. */
        EVERY_CHUNK,
        /** In every chunk, and once more in a last one without choices, as OpenAI clients ask for it. */
        LAST_CHUNK_TOO,
        /** Not at all. */
        NONE
    }

    ChatOptions {
        stop = List.copyOf(stop);
    }

    static ChatOptions of(ObjectNode body) {
        JsonNode n = body.path("n");
        if (present(n) && !(n.isInt() && n.intValue() == 1)) {
            throw Refusal.badRequest("'n' must be 1: this model gives one answer.");
        }
        return new ChatOptions(maxTokens(body), stop(body.path("stop")), stream(body.path("stream")), usage(body));
    }

    private static int maxTokens(ObjectNode body) {
        int limit = Integer.MAX_VALUE;
        for (String name : List.of("max_tokens", "max_completion_tokens", "max_output_tokens")) {
            JsonNode value = body.path(name);
            if (present(value)) {
                if (!value.isInt() || value.intValue() < 1) {
                    throw Refusal.badRequest("'" + name + "' must be an integer of 1 or more.");
                }
                limit = Math.min(limit, value.intValue());
            }
        }
        return limit;
    }

    private static List<String> stop(JsonNode stop) {
        List<String> words = new ArrayList<>();
        if (present(stop)) {
            (stop.isArray() ? stop.values() : List.of(stop)).forEach(word -> {
                if (!word.isString() || word.stringValue().isEmpty()) {
                    throw Refusal.badRequest("'stop' must be a string or a list of strings, none of them empty.");
                }
                words.add(word.stringValue());
            });
        }
        return words;
    }

    private static boolean stream(JsonNode stream) {
        if (present(stream) && !stream.isBoolean()) {
            throw Refusal.badRequest("'stream' must be true or false.");
        }
        return stream.asBoolean(false);
    }

    private static UsageReport usage(ObjectNode body) {
        JsonNode include = body.path("stream_options").path("include_usage");
        if (!include.isBoolean()) {
            return UsageReport.EVERY_CHUNK;
        }
        return include.booleanValue() ? UsageReport.LAST_CHUNK_TOO : UsageReport.NONE;
    }

    private static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
