package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arrays for a schema: the positions it names, what it must contain, and as many more as it asks for. */
final class ArrayDraft {

    private static final int MOST = 256;
    private static final int ROWS_TRIED = 40;

    private final SchemaSampler sampler;
    private final ObjectNode schema;
    private final Manner manner;

    ArrayDraft(SchemaSampler sampler, ObjectNode schema, Manner manner) {
        this.sampler = sampler;
        this.schema = schema;
        this.manner = manner;
    }

    /** The wished length first, then the shortest. */
    List<JsonNode> candidates() {
        int positions = schema.path("prefixItems").size();
        int least = count("minItems", 0);
        int wish = positions > 0 ? positions : manner.style() == Manner.Style.FULL ? 2 : 1;
        int most = count("maxItems", MOST);
        List<JsonNode> candidates = new ArrayList<>();
        draft(Math.min(most, Math.max(wish, least))).ifPresent(candidates::add);
        if (least < wish) {
            draft(least).ifPresent(candidates::add);
        }
        return candidates;
    }

    private Optional<JsonNode> draft(int length) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (schema.has("contains")) {
            for (int i = 0;
                    i < count("minContains", 1) && schema.path("prefixItems").isEmpty();
                    i++) {
                add(
                        array,
                        SchemaMerge.allOf(
                                schema.get("contains"),
                                schema.path("items").isMissingNode()
                                        ? JsonNodeFactory.instance.booleanNode(true)
                                        : schema.get("items")));
            }
        }
        while (array.size() < length) {
            if (!add(array, itemAt(array.size()))) {
                return Optional.empty();
            }
        }
        return Optional.of(array);
    }

    private boolean add(ArrayNode array, JsonNode item) {
        boolean unique = schema.path("uniqueItems").asBoolean(false);
        for (int row = array.size(); row < array.size() + (unique ? ROWS_TRIED : 1); row++) {
            Optional<JsonNode> element = sampler.draft(item, manner.element(position(row)));
            if (element.isEmpty()) {
                return false;
            }
            if (!unique || !contains(array, element.get())) {
                array.add(element.get());
                return true;
            }
        }
        return false;
    }

    /** The cells of one row belong together; only elements of a list count up. */
    private int position(int index) {
        return schema.path("prefixItems").isEmpty() ? index : manner.row();
    }

    private JsonNode itemAt(int index) {
        JsonNode positions = schema.path("prefixItems");
        if (positions.has(index)) {
            return positions.get(index);
        }
        JsonNode items = schema.path("items");
        return items.isMissingNode() ? JsonNodeFactory.instance.booleanNode(true) : items;
    }

    private static boolean contains(ArrayNode array, JsonNode value) {
        return array.valueStream().anyMatch(value::equals);
    }

    private int count(String keyword, int fallback) {
        JsonNode value = schema.path(keyword);
        return value.isNumber() ? (int) Math.clamp(value.doubleValue(), 0, MOST) : fallback;
    }
}
