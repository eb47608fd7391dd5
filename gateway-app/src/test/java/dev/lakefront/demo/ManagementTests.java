package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients ask before they query: entries, documents, where to sign in. */
class ManagementTests {

    private static final DemoCaller CALLER = DemoCaller.start();

    @AfterAll
    static void stop() {
        CALLER.close();
    }

    @Test
    void listsItsEndpointsInReducedEntries() {
        JsonNode endpoints = CALLER.get("/api/2.0/serving-endpoints").json().get("endpoints");

        assertThat(endpoints.values())
                .extracting(endpoint -> endpoint.get("name").stringValue())
                .containsExactly("iris", "rag-chatbot", "assistant", "embed");
        assertThat(endpoints.get(0).at("/config/served_entities/0").propertyNames())
                .containsExactlyInAnyOrder("name", "entity_name", "entity_version");
        assertThat(endpoints.get(0).get("config").propertyNames()).containsExactly("served_entities");
    }

    @Test
    void showsACustomModelWithoutATask() {
        JsonNode iris = entry("iris");

        assertThat(iris.has("task")).isFalse();
        assertThat(iris.get("id").stringValue()).matches("[0-9a-f]{32}");
        assertThat(iris.at("/state/ready").stringValue()).isEqualTo("READY");
        assertThat(iris.at("/state/config_update").stringValue()).isEqualTo("NOT_UPDATING");
        assertThat(iris.get("route_optimized").booleanValue()).isFalse();
        assertThat(iris.at("/config/served_entities/0/entity_name").stringValue())
                .isEqualTo("main.demo.iris");
        assertThat(iris.at("/config/served_entities/0/state/deployment").stringValue())
                .isEqualTo("DEPLOYMENT_READY");
        assertThat(iris.at("/config/traffic_config/routes/0/served_model_name").stringValue())
                .isEqualTo("iris-3");
        assertThat(iris.at("/config/traffic_config/routes/0/traffic_percentage").intValue())
                .isEqualTo(100);
    }

    @Test
    void showsAFoundationModelWithExactlyTheKeysOfOne() {
        JsonNode assistant = entry("assistant");

        assertThat(assistant.propertyNames())
                .containsExactlyInAnyOrder(
                        "capabilities",
                        "config",
                        "creation_timestamp",
                        "endpoint_type",
                        "last_updated_timestamp",
                        "name",
                        "permission_level",
                        "state",
                        "task");
        assertThat(assistant.get("task").stringValue()).isEqualTo("llm/v1/chat");
        assertThat(assistant.get("endpoint_type").stringValue()).isEqualTo("FOUNDATION_MODEL_API");
        assertThat(assistant.at("/config/served_entities/0").has("foundation_model"))
                .isTrue();
    }

    @Test
    void showsTheTasksOfAgentAndEmbeddings() {
        assertThat(entry("rag-chatbot").get("task").stringValue()).isEqualTo("agent/v1/chat");
        assertThat(entry("rag-chatbot").at("/config/served_entities/1/name").stringValue())
                .isEqualTo("feedback");
        assertThat(entry("rag-chatbot")
                        .at("/config/traffic_config/routes/1/traffic_percentage")
                        .intValue())
                .isZero();
        assertThat(entry("embed").get("task").stringValue()).isEqualTo("llm/v1/embeddings");
        assertThat(entry("embed")
                        .at("/config/served_entities/0/external_model/provider")
                        .stringValue())
                .isEqualTo("custom");
    }

    @ParameterizedTest
    @CsvSource({"iris,2", "rag-chatbot,1", "assistant,1", "embed,1"})
    void stampsNameConfigVersionAndItsOwnAddressIntoADocument(String endpoint, String version) {
        JsonNode document = document(endpoint);

        assertThat(document.propertyNames()).containsExactly("openapi", "info", "servers", "paths");
        assertThat(document.get("openapi").stringValue()).isEqualTo("3.1.0");
        assertThat(document.at("/info/title").stringValue()).isEqualTo(endpoint);
        assertThat(document.at("/info/version").stringValue()).isEqualTo(version);
        assertThat(document.get("servers").toString())
                .isEqualTo("[{\"url\":\"" + CALLER.workspace.host() + "/serving-endpoints/" + endpoint + "\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "rag-chatbot", "assistant", "embed"})
    void documentsEveryServedModelAndNothingElse(String endpoint) {
        Collection<String> paths = document(endpoint).get("paths").propertyNames();

        assertThat(paths)
                .containsExactlyInAnyOrderElementsOf(entry(endpoint).at("/config/served_entities").values().stream()
                        .map(entity -> "/served-models/" + entity.get("name").stringValue() + "/invocations")
                        .toList());
    }

    @Test
    void documentsIrisWithTheFlawsOfARealDocument() {
        JsonNode schema = document("iris")
                .at("/paths/~1served-models~1iris-3~1invocations/post/requestBody/content/application~1json/schema");

        assertThat(schema.at("/oneOf").size()).isEqualTo(2);
        assertThat(schema.at("/oneOf/0").has("required")).isFalse();
        assertThat(schema.at("/oneOf/0/properties/params/properties/max_distance/default")
                        .isString())
                .isTrue();
        assertThat(schema.at("/oneOf/0/examples/0").has("columns")).isTrue();
        assertThat(schema.at("/oneOf/0/properties/dataframe_split/properties/data/items/prefixItems")
                        .size())
                .isEqualTo(4);
        assertThat(schema.at("/oneOf/0/properties/dataframe_split/properties/columns/description")
                        .stringValue())
                .isEqualTo("required fields: sepal_length, sepal_width, petal_length, petal_width");
    }

    @Test
    void documentsTheAssistantAsFoundationModelsAreDocumented() {
        JsonNode schema = document("assistant")
                .at("/paths/~1served-models~1assistant~1invocations/post/requestBody/content/application~1json/schema");

        assertThat(schema.get("type").stringValue()).isEqualTo("object");
        assertThat(schema.has("required")).isFalse();
        assertThat(schema.at("/properties/max_tokens/nullable").booleanValue()).isTrue();
        assertThat(schema.at("/properties/messages/items/properties/role/enum").toString())
                .isEqualTo("[\"user\",\"assistant\"]");
    }

    @Test
    void tellsStrangersWhereToSignIn() {
        String host = CALLER.workspace.host().toString();

        JsonNode config = CALLER.send("GET", "/.well-known/databricks-config", BodyPublishers.noBody())
                .json();
        JsonNode discovery = CALLER.send("GET", "/oidc/.well-known/oauth-authorization-server", BodyPublishers.noBody())
                .json();

        assertThat(config.get("oidc_endpoint").stringValue()).isEqualTo(host + "/oidc");
        assertThat(config.get("workspace_id").stringValue()).isEqualTo(CALLER.workspace.workspaceId());
        assertThat(config.has("account_id")).isTrue();
        assertThat(discovery.get("token_endpoint").stringValue()).isEqualTo(host + "/oidc/v1/token");
        assertThat(discovery.get("authorization_endpoint").stringValue()).isEqualTo(host + "/oidc/v1/authorize");
    }

    @Test
    void tellsTheCallerWhoItIs() {
        JsonNode me = CALLER.get("/api/2.0/preview/scim/v2/Me").json();

        assertThat(me.get("userName").stringValue()).isEqualTo(CALLER.workspace.clientId());
        assertThat(me.get("active").booleanValue()).isTrue();
    }

    private static JsonNode entry(String endpoint) {
        return CALLER.get("/api/2.0/serving-endpoints/" + endpoint).json();
    }

    private static JsonNode document(String endpoint) {
        return CALLER.get("/api/2.0/serving-endpoints/" + endpoint + "/openapi").json();
    }
}
