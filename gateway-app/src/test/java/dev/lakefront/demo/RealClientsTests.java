package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.serving.ChatMessage;
import com.databricks.sdk.service.serving.ChatMessageRole;
import com.databricks.sdk.service.serving.DataframeSplitInput;
import com.databricks.sdk.service.serving.EndpointStateReady;
import com.databricks.sdk.service.serving.QueryEndpointInput;
import com.databricks.sdk.service.serving.QueryEndpointResponse;
import com.databricks.sdk.service.serving.ServingEndpointDetailed;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Published clients take the simulation for a real workspace. */
class RealClientsTests {

    private static final DemoCaller CALLER = DemoCaller.start();
    private static final WorkspaceClient DATABRICKS = new WorkspaceClient(new DatabricksConfig()
            .setHost(CALLER.workspace.host().toString())
            .setAuthType("pat")
            .setToken(CALLER.workspace.token()));
    private static final OpenAIClient OPENAI = OpenAIOkHttpClient.builder()
            .baseUrl(CALLER.workspace.host() + "/serving-endpoints")
            .apiKey(CALLER.workspace.token())
            .maxRetries(0)
            .build();

    @AfterAll
    static void stop() {
        OPENAI.close();
        CALLER.close();
    }

    @Test
    void databricksSdkReadsEntriesAndDocuments() throws IOException {
        assertThat(DATABRICKS.servingEndpoints().list())
                .extracting(endpoint -> endpoint.getName())
                .containsExactly("iris", "rag-chatbot", "assistant", "embed");

        ServingEndpointDetailed iris = DATABRICKS.servingEndpoints().get("iris");
        assertThat(iris.getState().getReady()).isEqualTo(EndpointStateReady.READY);
        assertThat(iris.getConfig().getServedEntities()).hasSize(1);
        try (InputStream document =
                DATABRICKS.servingEndpoints().getOpenApi("iris").getContents()) {
            assertThat(Json.MAPPER.readTree(document).at("/info/title").stringValue())
                    .isEqualTo("iris");
        }
    }

    @Test
    void databricksSdkQueries() {
        QueryEndpointResponse species = DATABRICKS
                .servingEndpoints()
                .query(new QueryEndpointInput()
                        .setName("iris")
                        .setDataframeSplit(new DataframeSplitInput()
                                .setColumns(
                                        List.<Object>of("sepal_length", "sepal_width", "petal_length", "petal_width"))
                                .setData(List.<Object>of(List.of(5.1, 3.5, 1.4, 0.2)))));
        QueryEndpointResponse chat = DATABRICKS
                .servingEndpoints()
                .query(new QueryEndpointInput()
                        .setName("assistant")
                        .setMessages(List.of(
                                new ChatMessage().setRole(ChatMessageRole.USER).setContent("what is 1 + 1"))));
        QueryEndpointResponse vector = DATABRICKS
                .servingEndpoints()
                .query(new QueryEndpointInput().setName("embed").setInput(List.of("x")));

        assertThat(species.getPredictions()).isEqualTo(List.of("setosa"));
        assertThat(species.getServedModelName()).isEqualTo("iris-3");
        assertThat(chat.getChoices().iterator().next().getMessage().getContent())
                .contains("1 + 1 = 2");
        assertThat(chat.getUsage().getTotalTokens()).isPositive();
        assertThat(vector.getData()).hasSize(1);
    }

    @Test
    void databricksSdkSignsInByOAuth() {
        WorkspaceClient client = new WorkspaceClient(new DatabricksConfig()
                .setHost(CALLER.workspace.host().toString())
                .setAuthType("oauth-m2m")
                .setClientId(CALLER.workspace.clientId())
                .setClientSecret(CALLER.workspace.clientSecret()));

        assertThat(client.servingEndpoints().get("embed").getName()).isEqualTo("embed");
        assertThat(CALLER.workspace.calls("/oidc/v1/token")).isPositive();
    }

    @Test
    void databricksSdkReadsErrors() {
        assertThatThrownBy(() -> DATABRICKS.servingEndpoints().get("churn"))
                .isInstanceOfSatisfying(DatabricksError.class, error -> {
                    assertThat(error.getErrorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
                    assertThat(error.getStatusCode()).isEqualTo(404);
                });
        assertThatThrownBy(() -> DATABRICKS
                        .servingEndpoints()
                        .query(new QueryEndpointInput().setName("iris").setInputs(Map.of("colour", List.of(1)))))
                .isInstanceOfSatisfying(
                        DatabricksError.class,
                        error -> assertThat(error.getMessage()).contains("Model is missing inputs"));
    }

    @Test
    void openAiClientChats() {
        ChatCompletion answer = OPENAI.chat().completions().create(question().build());

        assertThat(answer.choices().getFirst().message().content())
                .hasValueSatisfying(text -> assertThat(text).contains("2 + 2 = 4"));
        assertThat(answer.usage()).isPresent();
    }

    @Test
    void openAiClientStreams() {
        ChatCompletionCreateParams params = question()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (StreamResponse<ChatCompletionChunk> stream =
                OPENAI.chat().completions().createStreaming(params)) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();
            assertThat(chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining()))
                    .contains("2 + 2 = 4");
            assertThat(chunks.getLast().usage()).isPresent();
        }
    }

    @Test
    void openAiClientEmbeds() {
        EmbeddingCreateParams params = EmbeddingCreateParams.builder()
                .model("embed")
                .inputOfArrayOfStrings(List.of("one", "two"))
                .build();

        assertThat(OPENAI.embeddings().create(params).data())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.embedding()).hasSize(64));
    }

    @Test
    void openAiClientUsesTheOtherApis() {
        assertThat(OPENAI.completions()
                        .create(CompletionCreateParams.builder()
                                .model("assistant")
                                .prompt("what is 3 * 3")
                                .build())
                        .choices()
                        .getFirst()
                        .text())
                .contains("3 * 3 = 9");
        ResponseCreateParams params = ResponseCreateParams.builder()
                .model("assistant")
                .input("what is 3 * 3")
                .build();
        assertThat(OPENAI.responses().create(params).output()).hasSize(1);
        try (StreamResponse<ResponseStreamEvent> stream = OPENAI.responses().createStreaming(params)) {
            assertThat(stream.stream()
                            .flatMap(event -> event.outputTextDelta().stream())
                            .map(delta -> delta.delta())
                            .collect(Collectors.joining()))
                    .contains("3 * 3 = 9");
        }
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder().model("assistant").addUserMessage("what is 2 + 2");
    }
}
