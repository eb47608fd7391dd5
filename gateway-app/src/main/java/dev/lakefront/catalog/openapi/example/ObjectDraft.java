package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects for a schema: what is required, and as much of the rest as the manner asks for. */
final class ObjectDraft {

    private static final int MOST_OPTIONAL = 12;
    private static final int MOST = 64;
    private static final JsonNode ANY = JsonNodeFactory.instance.booleanNode(true);

    private final SchemaSampler sampler;
    private final ObjectNode schema;
    private final Manner manner;
    private final JsonNode properties;
    private final Set<String> required = new LinkedHashSet<>();

    ObjectDraft(SchemaSampler sampler, ObjectNode schema, Manner manner) {
        this.sampler = sampler;
        this.schema = schema;
        this.manner = manner;
        this.properties = schema.path("properties");
        schema.path("required").forEach(name -> required.add(name.asString("")));
    }

    /** As the manner asks, then with nothing but what is required. */
    List<JsonNode> candidates() {
        List<JsonNode> candidates = new ArrayList<>();
        draft(wished()).ifPresent(candidates::add);
        draft(closed(required)).ifPresent(candidates::add);
        return candidates;
    }

    private Set<String> wished() {
        Set<String> names = new LinkedHashSet<>(required);
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            boolean room =
                    manner.style() == Manner.Style.FULL ? names.size() < MOST * 16 : names.size() < MOST_OPTIONAL;
            if (room && isWished(property.getValue())) {
                names.add(property.getKey());
            }
        }
        return closed(names);
    }

    private boolean isWished(JsonNode property) {
        if (property.path("readOnly").asBoolean(false)
                || property.path("deprecated").asBoolean(false)) {
            return false;
        }
        return switch (manner.style()) {
            case REQUIRED -> false;
            case FULL -> true;
            // Where nothing is required, an empty object would say nothing.
            case READABLE ->
                (required.isEmpty() && manner.depth() <= 3) || property.has("example") || property.has("examples");
        };
    }

    /** With what the names entail, and as many more as the schema asks for. */
    private Set<String> closed(Set<String> names) {
        Set<String> all = new LinkedHashSet<>(names);
        JsonNode dependent = schema.path("dependentRequired");
        for (String name : List.copyOf(all)) {
            dependent.path(name).forEach(entailed -> all.add(entailed.asString("")));
        }
        int least = count("minProperties", 0);
        for (String name : properties.propertyNames()) {
            if (all.size() < least) {
                all.add(name);
            }
        }
        boolean isMap = properties.isEmpty() && manner.style() != Manner.Style.REQUIRED && restOf().isObject();
        for (int i = 1; all.size() < Math.max(least, isMap ? 1 : 0) && i <= MOST; i++) {
            all.add(freeName(i));
        }
        int most = count("maxProperties", Integer.MAX_VALUE);
        List<String> ordered = new ArrayList<>(required);
        all.stream().filter(name -> !required.contains(name)).forEach(ordered::add);
        return new LinkedHashSet<>(ordered.subList(0, Math.min(most, ordered.size())));
    }

    private String freeName(int index) {
        JsonNode names = schema.path("propertyNames");
        if (names.isObject()) {
            Optional<JsonNode> name =
                    sampler.draft(names, manner.element(index - 1)).filter(JsonNode::isString);
            if (name.isPresent()) {
                return name.get().stringValue();
            }
        }
        for (String pattern : schema.path("patternProperties").propertyNames()) {
            Optional<String> name = RegexParser.parse(pattern).map(regex -> RegexSample.of(regex, index));
            if (name.isPresent() && !name.get().isEmpty()) {
                return name.get();
            }
        }
        return index == 1 ? "key" : "key" + index;
    }

    private Optional<JsonNode> draft(Set<String> names) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> ordered = new ArrayList<>(properties.propertyNames());
        ordered.retainAll(names);
        names.stream().filter(name -> !properties.has(name)).forEach(ordered::add);
        for (String name : ordered) {
            Optional<JsonNode> value = sampler.draft(schemaOf(name), manner.property(name));
            if (value.isPresent()) {
                object.set(name, value.get());
            } else if (required.contains(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(object);
    }

    private JsonNode schemaOf(String name) {
        JsonNode found = properties.path(name);
        for (Map.Entry<String, JsonNode> entry :
                schema.path("patternProperties").properties()) {
            boolean applies =
                    new BoundedPatterns().getRegularExpression(entry.getKey()).matches(name);
            if (applies) {
                found = found.isMissingNode() ? entry.getValue() : SchemaMerge.allOf(found, entry.getValue());
            }
        }
        return found.isMissingNode() ? restOf() : found;
    }

    private JsonNode restOf() {
        JsonNode additional = schema.path("additionalProperties");
        return additional.isMissingNode() ? schema.path("unevaluatedProperties").missingAs(ANY) : additional;
    }

    private int count(String keyword, int fallback) {
        JsonNode value = schema.path(keyword);
        return value.isNumber() ? (int) Math.clamp(value.doubleValue(), 0, MOST) : fallback;
    }
}
