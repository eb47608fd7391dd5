package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.Unauthenticated;
import com.databricks.sdk.service.serving.ChatMessage;
import com.databricks.sdk.service.serving.ChatMessageRole;
import com.databricks.sdk.service.serving.DataframeSplitInput;
import com.databricks.sdk.service.serving.EndpointStateReady;
import com.databricks.sdk.service.serving.QueryEndpointInput;
import com.databricks.sdk.service.serving.QueryEndpointResponse;
import com.databricks.sdk.service.serving.ServingEndpoint;
import com.databricks.sdk.service.serving.ServingEndpointDetailed;
import com.databricks.sdk.service.serving.ServingEndpointsAPI;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Databricks' Java SDK takes the gateway for its workspace, with nothing changed but host and token. */
class DatabricksClientTests {

    private static final Map<String, Object> SETOSA =
            Map.of("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2);

    @TempDir
    private static Path folder;

    private static DemoGateway gateway;
    private static ServingEndpointsAPI endpoints;

    @BeforeAll
    static void start() {
        gateway = DemoGateway.start(folder);
        endpoints = withToken(gateway.key()).servingEndpoints();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void queriesInEveryFormatOfTheSdk() {
        QueryEndpointInput query = new QueryEndpointInput().setName("iris");
        QueryEndpointInput split = new QueryEndpointInput()
                .setName("iris")
                .setDataframeSplit(new DataframeSplitInput()
                        .setColumns(List.of("sepal_length", "sepal_width", "petal_length", "petal_width"))
                        .setData(List.of(List.of(5.1, 3.5, 1.4, 0.2))));

        QueryEndpointResponse answer = endpoints.query(query.setDataframeRecords(List.of(SETOSA)));

        assertThat(answer.getPredictions()).isEqualTo(List.of("setosa"));
        assertThat(answer.getServedModelName()).isEqualTo("iris-3");
        assertThat(endpoints.query(split).getPredictions()).isEqualTo(List.of("setosa"));
        assertThat(endpoints
                        .query(new QueryEndpointInput().setName("iris").setInstances(List.of(SETOSA)))
                        .getPredictions())
                .isEqualTo(List.of("setosa"));
        assertThat(endpoints
                        .query(new QueryEndpointInput().setName("iris").setInputs(List.of(SETOSA)))
                        .getPredictions())
                .isEqualTo(List.of("setosa"));
    }

    @Test
    void chatsAndEmbeds() {
        ChatMessage question = new ChatMessage().setRole(ChatMessageRole.USER).setContent("what is 1 + 1");

        QueryEndpointResponse chat =
                endpoints.query(new QueryEndpointInput().setName("assistant").setMessages(List.of(question)));
        QueryEndpointResponse vectors =
                endpoints.query(new QueryEndpointInput().setName("embed").setInput(List.of("a lake", "a harbour")));

        assertThat(chat.getChoices().iterator().next().getMessage().getContent())
                .contains("1 + 1 = 2");
        assertThat(chat.getUsage().getTotalTokens()).isPositive();
        assertThat(vectors.getData()).hasSize(2);
    }

    @Test
    void listsWhatTheKeyMayCall() {
        assertThat(endpoints.list())
                .extracting(ServingEndpoint::getName)
                .containsExactlyInAnyOrder("iris", "rag-chatbot", "assistant", "embed");
    }

    @Test
    void describesAnEndpointWithoutItsAddresses() {
        ServingEndpointDetailed iris = endpoints.get("iris");

        assertThat(iris.getName()).isEqualTo("iris");
        assertThat(iris.getState().getReady()).isEqualTo(EndpointStateReady.READY);
        assertThat(iris.getEndpointUrl()).isNull();
        assertThat(iris.getDataPlaneInfo()).isNull();
    }

    @Test
    void readsThePublishedDocument() throws IOException {
        String document = openApi("iris");
        JsonNode tree = JsonMapper.shared().readTree(document);

        assertThat(tree.path("openapi").stringValue()).startsWith("3.1");
        assertThat(tree.path("paths").propertyNames()).contains("/invocations");
        assertThat(tree.at("/servers/0/url").stringValue()).startsWith(gateway.url());
        assertThat(document).doesNotContain(gateway.secrets());
    }

    @Test
    void signsInWithSubscriptionAndKeyByOAuth() {
        ServingEndpointsAPI client =
                withClientCredentials("demo", gateway.key()).servingEndpoints();

        assertThat(client.get("embed").getName()).isEqualTo("embed");
        assertThat(client.query(new QueryEndpointInput().setName("iris").setDataframeRecords(List.of(SETOSA)))
                        .getPredictions())
                .isEqualTo(List.of("setosa"));
    }

    @Test
    void raisesTheSdksOwnErrors() {
        QueryEndpointInput query = new QueryEndpointInput().setDataframeRecords(List.of(SETOSA));

        assertThatThrownBy(() -> withToken("wrong").servingEndpoints().query(query.setName("iris")))
                .isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> withToken("wrong").servingEndpoints().get("iris"))
                .isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> endpoints.query(query.setName("nobody"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> endpoints.get("nobody")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> endpoints.getOpenApi("nobody")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> withClientCredentials("demo", "wrong")
                        .servingEndpoints()
                        .get("iris"))
                .isInstanceOf(DatabricksException.class);
    }

    @Test
    void passesTheModelsOwnErrorsOn() {
        assertThatThrownBy(() -> endpoints.query(
                        new QueryEndpointInput().setName("iris").setInputs(Map.of("colour", List.of(1)))))
                .hasMessageContaining("Model is missing inputs");
    }

    private static String openApi(String endpoint) throws IOException {
        try (InputStream contents = endpoints.getOpenApi(endpoint).getContents()) {
            return new String(contents.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static WorkspaceClient withToken(String token) {
        return new WorkspaceClient(
                new DatabricksConfig().setHost(gateway.url()).setAuthType("pat").setToken(token));
    }

    private static WorkspaceClient withClientCredentials(String id, String secret) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(gateway.url())
                .setAuthType("oauth-m2m")
                .setClientId(id)
                .setClientSecret(secret));
    }
}
