package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's Java client calls the gateway, with nothing changed but the base address and the key. */
class OpenAiClientTests {

    @TempDir
    private static Path folder;

    private static DemoGateway gateway;
    private static OpenAIClient client;
    private static OpenAIClient databricks;
    private static OpenAIClient stranger;

    @BeforeAll
    static void start() {
        gateway = DemoGateway.start(folder);
        client = client("/v1", gateway.key());
        databricks = client("/serving-endpoints", gateway.key());
        stranger = client("/v1", "wrong");
    }

    @AfterAll
    static void stop() {
        List.of(client, databricks, stranger).forEach(OpenAIClient::close);
        gateway.close();
    }

    @Test
    void chats() {
        ChatCompletion answer = client.chat().completions().create(question("assistant"));

        assertThat(answer.choices().getFirst().message().content())
                .hasValueSatisfying(text -> assertThat(text).contains("2 + 2 = 4"));
        assertThat(answer.usage())
                .hasValueSatisfying(usage ->
                        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens()));
    }

    @Test
    void chatsOnTheDatabricksPathToo() {
        assertThat(databricks.chat().completions().create(question("assistant")).choices())
                .hasSize(1);
    }

    @Test
    void streamsAChat() {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question("assistant"))) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();

            assertThat(chunks).hasSizeGreaterThan(2);
            assertThat(chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining()))
                    .contains("2 + 2 = 4");
        }
    }

    @Test
    void embeds() {
        EmbeddingCreateParams texts = EmbeddingCreateParams.builder()
                .model("embed")
                .inputOfArrayOfStrings(List.of("a lake", "a harbour"))
                .build();

        assertThat(client.embeddings().create(texts).data())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.embedding()).hasSize(64));
    }

    @Test
    void saysWhichModelDoesNotComplete() {
        CompletionCreateParams prompt = CompletionCreateParams.builder()
                .model("assistant")
                .prompt("what is 3 * 3")
                .build();

        assertCode(() -> client.completions().create(prompt), NotFoundException.class, "model-not-found");
    }

    @Test
    void listsTheModelsItCanCall() {
        assertThat(client.models().list().data())
                .extracting(Model::id)
                .containsExactlyInAnyOrder("assistant", "embed", "rag-chatbot");
        assertThat(client.models().retrieve("assistant").id()).isEqualTo("assistant");
    }

    @Test
    void raisesTheClientsOwnErrors() {
        assertCode(() -> stranger.models().list(), UnauthorizedException.class, "subscription-key-invalid");
        assertCode(
                () -> stranger.chat().completions().create(question("assistant")),
                UnauthorizedException.class,
                "subscription-key-invalid");
        assertCode(
                () -> client.chat().completions().create(question("nobody")),
                NotFoundException.class,
                "model-not-found");
        assertCode(() -> client.models().retrieve("nobody"), NotFoundException.class, "model-not-found");
    }

    @Test
    void raisesAnErrorBeforeAStreamBegins() {
        assertCode(
                () -> client.chat().completions().createStreaming(question("nobody")),
                NotFoundException.class,
                "model-not-found");
    }

    @Test
    void passesTheModelsOwnErrorsOn() {
        EmbeddingCreateParams nothing = EmbeddingCreateParams.builder()
                .model("embed")
                .inputOfArrayOfStrings(List.of())
                .build();

        assertThatThrownBy(() -> client.embeddings().create(nothing)).isInstanceOf(BadRequestException.class);
    }

    private static void assertCode(ThrowingCallable call, Class<? extends OpenAIServiceException> type, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(type, error -> assertThat(error.code()).hasValue(code));
    }

    private static OpenAIClient client(String path, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + path)
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams question(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("what is 2 + 2")
                .build();
    }
}
