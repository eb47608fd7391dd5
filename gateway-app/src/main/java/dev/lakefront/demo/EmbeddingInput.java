package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A text to embed, and what it counts for.
 *
 * @param text the text, or the numbers of its tokens, which this model cannot turn back into text
 */
record EmbeddingInput(String text, int tokens) {

    private static final int MOST = 2048;
    private static final int LONGEST_TOKENS = 8192;

    EmbeddingInput {
        if (tokens > LONGEST_TOKENS) {
            throw Refusal.badRequest("'input' has an item of " + tokens + " tokens; at most " + LONGEST_TOKENS
                    + " are embedded at once.");
        }
    }

    /** The inputs of a request: a string, strings, token numbers, or lists of token numbers. */
    static List<EmbeddingInput> list(ObjectNode body) {
        JsonNode input = body.path("input");
        if (input.isString() || isTokens(input)) {
            return List.of(of(input));
        }
        if (!input.isArray() || input.isEmpty()) {
            throw Refusal.badRequest("'input' must be a string, a list of strings, or lists of token numbers;"
                    + " it must not be empty.");
        }
        if (input.size() > MOST) {
            throw Refusal.badRequest(
                    "'input' has " + input.size() + " items; at most " + MOST + " are embedded at once.");
        }
        List<EmbeddingInput> inputs = new ArrayList<>(input.size());
        input.values().forEach(item -> inputs.add(of(item)));
        return inputs;
    }

    private static EmbeddingInput of(JsonNode item) {
        if (item.isString() && !item.stringValue().isEmpty()) {
            return new EmbeddingInput(item.stringValue(), Tokens.count(item.stringValue()));
        }
        if (isTokens(item)) {
            String numbers = item.values().stream().map(JsonNode::toString).collect(Collectors.joining(" "));
            return new EmbeddingInput(numbers, item.size());
        }
        throw Refusal.badRequest(
                "'input' has an item that is neither a text nor a list of token numbers, or is empty.");
    }

    private static boolean isTokens(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.values().stream().allMatch(JsonNode::isIntegralNumber);
    }
}
