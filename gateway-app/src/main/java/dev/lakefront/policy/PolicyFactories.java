package dev.lakefront.policy;

import dev.lakefront.document.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The policies that this gateway knows, by name. */
@Component
public final class PolicyFactories {

    private final Map<String, RegisteredPolicy<?>> byKind = new TreeMap<>();

    /** Fails with {@link IllegalStateException} when two have the same name. */
    public PolicyFactories(List<PolicyFactory<?>> factories) {
        for (PolicyFactory<?> factory : factories) {
            RegisteredPolicy<?> twin = byKind.put(factory.kind(), RegisteredPolicy.of(factory));
            if (twin != null) {
                throw new IllegalStateException("policy '" + factory.kind() + "' is both "
                        + twin.factory().getClass().getName() + " and "
                        + factory.getClass().getName() + "; remove or rename one of them");
            }
        }
    }

    /** The kind {@code policy}: its schema is put together from those of all policies. */
    public Kind<?> kind() {
        return new Kind<>("policy", JsonNode.class, () -> {
            ObjectNode schema = documentSchema(this::items);
            schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.put("$id", "https://lakefront.dev/schemas/policy.schema.json");
            schema.put("title", "Policies");
            schema.put(
                    "description",
                    "policies/global.yaml, policies/products/<product>.yaml, policies/apis/<api>.yaml: what happens to"
                            + " a call. Inbound runs global, product, API; outbound the other way round.");
            return schema;
        });
    }

    /** What every policy document looks like, whatever policies there are: lists of maps. */
    Kind<JsonNode> outline() {
        return new Kind<>(
                "policy outline",
                JsonNode.class,
                () -> documentSchema(section -> {
                    ObjectNode item = JsonMapper.shared().createObjectNode();
                    item.put("type", "object");
                    return item;
                }));
    }

    Optional<RegisteredPolicy<?>> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** In alphabetical order. */
    Collection<String> kinds(Section section) {
        return in(section).map(registered -> registered.factory().kind()).toList();
    }

    private Stream<RegisteredPolicy<?>> in(Section section) {
        return byKind.values().stream()
                .filter(registered -> registered.factory().sections().contains(section));
    }

    private ObjectNode items(Section section) {
        ObjectNode item = JsonMapper.shared().createObjectNode();
        item.put("type", "object");
        item.put("minProperties", 1);
        item.put("maxProperties", 1);
        item.put("additionalProperties", false);
        ObjectNode properties = item.putObject("properties");
        in(section).forEach(registered -> properties.set(registered.factory().kind(), registered.schema()));
        return item;
    }

    private static ObjectNode documentSchema(Function<Section, ObjectNode> items) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Section section : Section.values()) {
            ObjectNode list = properties.putObject(section.word());
            list.put(
                    "description",
                    "What happens to a call on its way " + (section == Section.INBOUND ? "in" : "out")
                            + ": a list of policies, one name each.");
            // A list whose lines are all commented out is null.
            list.putArray("type").add("array").add("null");
            list.set("items", items.apply(section));
        }
        return schema;
    }
}
