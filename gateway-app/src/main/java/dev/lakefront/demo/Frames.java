package dev.lakefront.demo;

import tools.jackson.databind.JsonNode;

/** Frames of a stream of server-sent events. */
final class Frames {

    /** The end of a stream, as OpenAI ends it. */
    static final String DONE = "data: [DONE]\n\n";

    private Frames() {}

    /** A frame without a name: the only kind that clients of {@code invocations} understand. */
    static String data(JsonNode data) {
        return "data: " + Json.MAPPER.writeValueAsString(data) + "\n\n";
    }

    /** A named frame, as the Responses API sends it. */
    static String event(String name, JsonNode data) {
        return "event: " + name + "\n" + data(data);
    }
}
