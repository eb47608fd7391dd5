package dev.lakefront.catalog;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that an import rule changed in a document, or refused to follow.
 *
 * @param rule the rule's name, as documented
 * @param pointer where, as a JSON pointer into the document as it was when the rule ran
 * @param before what stood there; absent when it was added
 * @param after what stands there now; absent when it was removed
 */
public record Change(
        String rule,
        String pointer,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
