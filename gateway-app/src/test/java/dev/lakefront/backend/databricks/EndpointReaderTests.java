package dev.lakefront.backend.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Endpoint.ServedEntity;
import dev.lakefront.backend.Endpoint.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndpointReaderTests {

    private final EndpointReader reader = new EndpointReader("adb-1.azuredatabricks.net");

    private Endpoint read(String json) {
        return reader.read(JsonMapper.shared().readTree(json));
    }

    private JsonNode golden(String name) throws Exception {
        try (var stream = getClass().getResourceAsStream("/backend/" + name)) {
            return JsonMapper.shared().readTree(stream);
        }
    }

    @Test
    void readsAReadyCustomModel() throws Exception {
        Endpoint endpoint = reader.read(golden("custom-model.json"));

        assertThat(endpoint.name()).isEqualTo("unity-model-endpoint");
        assertThat(endpoint.id()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(endpoint.state()).isEqualTo(State.READY);
        assertThat(endpoint.task()).isNull();
        assertThat(endpoint.configVersion()).isEqualTo(3);
        assertThat(endpoint.servedEntities())
                .containsExactly(new ServedEntity("my-ads-model", "myCatalog.mySchema.my-ads-model", "1"));
    }

    @Test
    void sharesOnlyWhatDoesNotNameTheWorkspace() throws Exception {
        Endpoint endpoint = reader.read(golden("custom-model.json"));

        assertThat(endpoint.description()).isEqualTo(golden("custom-model.shared.json"));
        endpoint.description().removeAll();
        assertThat(endpoint.description().has("name")).isTrue();
    }

    @Test
    void sharesNoSettingsOfExternalModels() throws Exception {
        Endpoint endpoint = reader.read(golden("external-model.json"));

        assertThat(endpoint.task()).isEqualTo("llm/v1/chat");
        assertThat(endpoint.servedEntities()).containsExactly(new ServedEntity("gpt-4o", null, null));
        assertThat(endpoint.description()).isEqualTo(golden("external-model.shared.json"));
    }

    @Test
    void readsAFoundationModelThatHasNoId() {
        Endpoint endpoint = read("""
            {"name":"databricks-llama","endpoint_type":"FOUNDATION_MODEL_API","task":"llm/v1/chat",
             "state":{"ready":"READY","config_update":"NOT_UPDATING"},"capabilities":{"function_calling":true},
             "config":{"served_entities":[{"name":"databricks-llama","entity_name":"system.ai.llama",
               "foundation_model":{"name":"system.ai.llama","display_name":"Llama","docs":"https://d","secret":"x"}}]}}\
            """);

        assertThat(endpoint.id()).isNull();
        assertThat(endpoint.configVersion()).isNull();
        assertThat(endpoint.servedEntities())
                .containsExactly(new ServedEntity("databricks-llama", "system.ai.llama", null));
        assertThat(endpoint.description().at("/capabilities/function_calling").asBoolean())
                .isTrue();
        assertThat(endpoint.description()
                        .at("/config/served_entities/0/foundation_model")
                        .propertyNames())
                .containsExactlyInAnyOrder("name", "display_name", "docs");
    }

    @Test
    void readsAnEndpointWithoutConfig() {
        Endpoint endpoint = read("""
            {"creator":"b76b6808","creator_display_name":"SPN","creator_kind":"ServicePrincipal","id":"84f4",
             "name":"new","permission_level":"CAN_MANAGE","resource_credential_strategy":"EMBEDDED_CREDENTIALS",
             "state":{"config_update":"NOT_UPDATING","ready":"NOT_READY","suspend":"NOT_SUSPENDED"}}\
            """);

        assertThat(endpoint.state()).isEqualTo(State.NOT_READY);
        assertThat(endpoint.servedEntities()).isEmpty();
        assertThat(endpoint.description().toString()).doesNotContain("b76b6808", "SPN", "EMBEDDED");
    }

    @Test
    void readsServedModelsWhereThereAreNoEntities() {
        Endpoint endpoint = read("""
            {"name":"old","config":{"served_models":[{"name":"m-1","model_name":"m","model_version":"1"},{}]}}\
            """);

        assertThat(endpoint.servedEntities()).containsExactly(new ServedEntity("m-1", "m", "1"));
        assertThat(endpoint.state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void survivesWrongTypes() {
        Endpoint endpoint = read("""
            {"name":"odd","id":7,"task":null,"state":"READY","config":[1],"tags":{"a":1}}\
            """);

        assertThat(endpoint.id()).isNull();
        assertThat(endpoint.state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ready\":\"READY\",\"config_update\":\"NOT_UPDATING\"} | READY",
                "{\"ready\":\"READY\",\"update_state\":\"NOT_UPDATING\"} | READY",
                "{\"ready\":\"READY\",\"config_update\":\"IN_PROGRESS\"} | UPDATING",
                "{\"ready\":\"READY\",\"update_state\":\"IN_PROGRESS\"} | UPDATING",
                "{\"ready\":\"READY\",\"config_update\":\"UPDATE_FAILED\"} | READY",
                "{\"ready\":\"NOT_READY\",\"config_update\":\"IN_PROGRESS\"} | NOT_READY",
                "{\"ready\":\"NOT_READY\",\"config_update\":\"UPDATE_FAILED\"} | FAILED",
                "{\"ready\":\"NOT_READY\",\"config_update\":\"UPDATE_CANCELED\"} | FAILED",
                "{\"ready\":\"NOT_READY\",\"suspend\":\"SUSPENDED\"} | STOPPED",
                "{\"ready\":\"SOMETHING_NEW\"} | UNKNOWN",
            })
    void tellsTheState(String state, State expected) {
        assertThat(read("{\"name\":\"a\",\"state\":" + state + "}").state()).isEqualTo(expected);
    }

    @Test
    void isStoppedWhenAllThatItServesIs() {
        String entity = "{\"name\":\"e\",\"state\":{\"deployment\":\"%s\"}}";
        String endpoint = "{\"name\":\"a\",\"state\":{\"ready\":\"NOT_READY\"},\"config\":{\"served_entities\":["
                + entity + "," + entity + "]}}";

        assertThat(read(endpoint.formatted("DEPLOYMENT_STOPPED", "DEPLOYMENT_STOPPED"))
                        .state())
                .isEqualTo(State.STOPPED);
        assertThat(read(endpoint.formatted("DEPLOYMENT_STOPPED", "DEPLOYMENT_READY"))
                        .state())
                .isEqualTo(State.NOT_READY);
    }

    @Test
    void sharesTheStateUnderItsPresentName() {
        assertThat(read("{\"name\":\"a\",\"state\":{\"ready\":\"READY\",\"update_state\":\"NOT_UPDATING\"}}")
                        .description()
                        .path("state")
                        .toString())
                .isEqualTo("{\"ready\":\"READY\",\"config_update\":\"NOT_UPDATING\"}");
    }
}
