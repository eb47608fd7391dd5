package dev.lakefront.portal.snippets;

import tools.jackson.databind.JsonNode;

/** Writes JSON for people: what fits on a line stands on one, and what cannot be seen is written by its number. */
public final class ReadableJson {

    private ReadableJson() {}

    public static String of(JsonNode value) {
        return Literals.JSON.write(value, "");
    }
}
