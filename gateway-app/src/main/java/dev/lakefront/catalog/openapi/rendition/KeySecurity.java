package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.Facade;
import dev.lakefront.catalog.openapi.tree.ComponentNames;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes the places where a call may carry its subscription key: any one of them is enough. */
final class KeySecurity {

    private final Facade facade;

    KeySecurity(Facade facade) {
        this.facade = facade;
    }

    /** Adds the schemes to the components, and answers with the requirement that names them. */
    ArrayNode addTo(ObjectNode document) {
        ObjectNode schemes = ComponentNames.section(document, "securitySchemes");
        ArrayNode requirement = JsonNodeFactory.instance.arrayNode();
        if (!facade.keyRequired()) {
            requirement.addObject();
        }
        add(schemes, requirement, "subscriptionKey", apiKey("header", "X-API-Key", "Your subscription key."));
        add(schemes, requirement, "bearerKey", bearer());
        add(
                schemes,
                requirement,
                "apimSubscriptionKey",
                apiKey("header", "Ocp-Apim-Subscription-Key", "The header that clients of Azure API Management send."));
        if (facade.queryKey()) {
            add(
                    schemes,
                    requirement,
                    "queryKey",
                    apiKey("query", "subscription-key", "For clients that cannot send a header."));
        }
        return requirement;
    }

    private static void add(ObjectNode schemes, ArrayNode requirement, String wish, ObjectNode scheme) {
        String name = ComponentNames.free(schemes, wish);
        schemes.set(name, scheme);
        requirement.addObject().putArray(name);
    }

    private static ObjectNode apiKey(String in, String name, String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "apiKey")
                .put("in", in)
                .put("name", name)
                .put("description", description);
    }

    private static ObjectNode bearer() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "Your subscription key as a bearer token, as the OpenAI and Databricks SDKs send it.");
    }
}
