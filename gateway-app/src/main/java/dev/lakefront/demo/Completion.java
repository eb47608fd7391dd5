package dev.lakefront.demo;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer cut to what the caller allowed, with its token counts.
 *
 * @param finishReason {@code stop}, or {@code length} where the limit cut it
 */
record Completion(List<String> tokens, int promptTokens, String finishReason) {

    Completion {
        tokens = List.copyOf(tokens);
    }

    static Completion of(String text, int promptTokens, ChatOptions options) {
        List<String> tokens = Tokens.of(beforeStop(text, options.stop()));
        return tokens.size() > options.maxTokens()
                ? new Completion(tokens.subList(0, options.maxTokens()), promptTokens, "length")
                : new Completion(tokens, promptTokens, "stop");
    }

    String text() {
        return String.join("", tokens);
    }

    ObjectNode usage() {
        return usage(tokens.size());
    }

    /** The usage when so many tokens of the answer are out. */
    ObjectNode usage(int sent) {
        return Json.object()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", sent)
                .put("total_tokens", promptTokens + sent);
    }

    private static String beforeStop(String text, List<String> stop) {
        int end = stop.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }
}
