package dev.lakefront.policy;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A factory with its schema, in two forms: of its settings, and of the one-key map that they stand in. The second one
 * makes messages say {@code 'rate-limit.calls'}.
 */
record RegisteredPolicy<C extends Record>(PolicyFactory<C> factory, Kind<C> settings, Kind<JsonNode> item) {

    static <C extends Record> RegisteredPolicy<C> of(PolicyFactory<C> factory) {
        String kind = factory.kind();
        Kind<C> settings = Kind.of("policies/" + kind, factory.configType());
        Kind<JsonNode> item = new Kind<>("policies/" + kind + " in its document", JsonNode.class, () -> {
            ObjectNode schema = JsonMapper.shared().createObjectNode();
            schema.putObject("properties").set(kind, embeddable(settings));
            return schema;
        });
        return new RegisteredPolicy<>(factory, settings, item);
    }

    /** The schema of the settings, to stand inside another schema. */
    JsonNode schema() {
        return embeddable(settings);
    }

    private static JsonNode embeddable(Kind<?> kind) {
        ObjectNode schema = (ObjectNode) kind.schema().get().deepCopy();
        schema.remove("$schema");
        schema.remove("$id");
        return schema;
    }

    /** Empty when something is wrong; then the report says what. */
    Optional<Policy> compile(Document config, Placement placement, Binder binder, Report report) {
        return binder.bind(config, settings, report).flatMap(bound -> {
            try {
                return Optional.of(factory.create(bound, placement));
            } catch (PolicyRefused refused) {
                refused.faults().forEach((pointer, fault) -> config.error(report, pointer, "LF1405", fault));
            } catch (IllegalArgumentException refused) {
                config.error(report, "", "LF1405", factory.kind() + ": " + refused.getMessage());
            }
            return Optional.empty();
        });
    }
}
