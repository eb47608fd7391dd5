package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One turn of a conversation, reduced to its text. */
record ChatMessage(String role, String text) {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    /** What the format around a message costs, besides its text. */
    private static final int OVERHEAD_TOKENS = 3;

    /** The longest conversation that is taken, in tokens, as of a real chat model. */
    private static final int CONTEXT_TOKENS = 131_072;

    static List<ChatMessage> list(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw Refusal.badRequest("'messages' must be a list with at least one object of 'role' and 'content'.");
        }
        List<ChatMessage> list = new ArrayList<>(messages.size());
        for (JsonNode message : messages.values()) {
            list.add(of(message, list.size()));
        }
        int tokens = tokens(list);
        if (tokens > CONTEXT_TOKENS) {
            throw Refusal.badRequest("The input has " + tokens + " tokens; the maximum context length is "
                    + CONTEXT_TOKENS + " tokens.");
        }
        return list;
    }

    static int tokens(List<ChatMessage> messages) {
        return messages.stream()
                .mapToInt(message -> Tokens.count(message.text()) + OVERHEAD_TOKENS)
                .sum();
    }

    /** What the user said last; empty where only others spoke. */
    static String question(List<ChatMessage> messages) {
        return messages.reversed().stream()
                .filter(message -> message.role().equals("user"))
                .map(ChatMessage::text)
                .findFirst()
                .orElse("");
    }

    private static ChatMessage of(JsonNode message, int position) {
        String where = "messages[" + position + "]";
        JsonNode role = message.path("role");
        if (!role.isString() || !ROLES.contains(role.stringValue())) {
            throw Refusal.badRequest(
                    where + ".role must be one of 'system', 'developer', 'user', 'assistant', 'tool'.");
        }
        return new ChatMessage(role.stringValue(), text(message, where));
    }

    /** Content is a string or a list of parts; a call of a tool has none. */
    private static String text(JsonNode message, String where) {
        JsonNode content = message.path("content");
        if (content.isString()) {
            return content.stringValue();
        }
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            for (JsonNode part : content.values()) {
                text.append(part.path("text").asString(""));
            }
            return text.toString();
        }
        if (content.isNull() && message.path("tool_calls").isArray()) {
            return "";
        }
        throw Refusal.badRequest(where + ".content must be a string or a list of content parts.");
    }
}
