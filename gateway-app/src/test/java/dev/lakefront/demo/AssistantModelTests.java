package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.demo.DemoCaller.Answer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The chat endpoint: its shapes, its counts, its streams. */
class AssistantModelTests {

    private static final DemoCaller CALLER = DemoCaller.start();
    private static final String CHAT = "/serving-endpoints/chat/completions";

    @AfterAll
    static void stop() {
        CALLER.close();
    }

    @Test
    void answersInTheShapeOfAChatCompletionAndSaysThatItIsASimulation() {
        JsonNode answer =
                CALLER.query("assistant", chat("Tell me about gateways", "")).json();

        assertThat(answer.get("object").stringValue()).isEqualTo("chat.completion");
        assertThat(answer.get("model").stringValue()).isEqualTo("assistant");
        assertThat(answer.at("/choices/0/message/role").stringValue()).isEqualTo("assistant");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(content(answer)).contains("I am a simulation", "\"Tell me about gateways\"", "4 words");
        assertThat(answer.at("/usage/prompt_tokens").intValue()).isPositive();
        assertThat(answer.at("/usage/completion_tokens").intValue()).isEqualTo(Tokens.count(content(answer)));
        assertThat(answer.at("/usage/total_tokens").intValue())
                .isEqualTo(answer.at("/usage/prompt_tokens").intValue()
                        + answer.at("/usage/completion_tokens").intValue());
    }

    @Test
    void answersTheSameQuestionTheSameWay() {
        String question = chat("Is it deterministic?", "");

        assertThat(content(CALLER.query("assistant", question).json()))
                .isEqualTo(content(CALLER.query("assistant", question).json()));
    }

    @Test
    void answersOpenAiClientsByEndpointName() {
        Answer answer = CALLER.post(CHAT, chat("Hi", ",\"model\":\"assistant\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("served-model-name")).isEqualTo("assistant");
    }

    @ParameterizedTest
    @CsvSource({
        "what is 12 * 7?,12 * 7 = 84",
        "How much is (1 + 2) * -3,(1 + 2) * -3 = -9",
        "calculate 1 divided by 8,1 / 8 = 0.125",
        "What is 7 / 0?,undefined",
        "0.1+0.2,0.1+0.2 = 0.3",
    })
    void worksOutSimpleSums(String question, String result) {
        assertThat(content(CALLER.query("assistant", chat(question, "")).json()))
                .contains(result);
    }

    @ParameterizedTest
    @CsvSource({"What is new in 5.1.2-3?", "We met on 2026-11-21", "What is (((?", "What is 5?"})
    void leavesAloneWhatIsNoSum(String question) {
        assertThat(Arithmetic.solve(question)).isEmpty();
    }

    @Test
    void cutsTheAnswerAtMaxTokens() {
        JsonNode answer =
                CALLER.query("assistant", chat("Hi", ",\"max_tokens\":5")).json();

        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").intValue()).isEqualTo(5);
        assertThat(Tokens.count(content(answer))).isEqualTo(5);
    }

    @Test
    void endsBeforeAStopSequence() {
        JsonNode answer = CALLER.query("assistant", chat("Hi", ",\"stop\":[\"never\",\"demo\"]"))
                .json();

        assertThat(content(answer)).isEqualTo("Hello! I am the ");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void streamsTheSameAnswerInChunksWithUsageInEach() {
        String whole =
                content(CALLER.query("assistant", chat("What is 2 + 2?", "")).json());

        Answer stream = CALLER.query("assistant", chat("What is 2 + 2?", ",\"stream\":true"));

        List<String> frames = stream.frames();
        List<JsonNode> chunks = chunks(frames);
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.header("served-model-name")).isEqualTo("assistant");
        assertThat(frames.getLast()).isEqualTo("[DONE]");
        assertThat(chunks).hasSizeGreaterThan(10).allMatch(chunk -> chunk.has("usage"));
        assertThat(chunks.getFirst().at("/choices/0/delta/role").stringValue()).isEqualTo("assistant");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue())
                .isEqualTo("stop");
        assertThat(chunks.getLast().at("/usage/completion_tokens").intValue()).isEqualTo(Tokens.count(whole));
        assertThat(chunks.stream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").stringValue())
                        .collect(Collectors.joining()))
                .isEqualTo(whole);
        assertThat(CALLER.workspace.abandonedStreams()).isZero();
    }

    @Test
    void refusesAConversationBeyondItsContext() {
        Answer answer = CALLER.query("assistant", chat("a ".repeat(131_070), ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").stringValue()).contains("maximum context length is 131072");
    }

    @Test
    void reportsUsageInALastChunkWhereAsked() {
        List<JsonNode> asked = chunks(CALLER.post(
                        CHAT,
                        chat(
                                "Hi",
                                ",\"model\":\"assistant\",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .frames());
        List<JsonNode> declined = chunks(CALLER.post(
                        CHAT,
                        chat(
                                "Hi",
                                ",\"model\":\"assistant\",\"stream\":true,\"stream_options\":{\"include_usage\":false}"))
                .frames());

        assertThat(asked.getLast().get("choices").isEmpty()).isTrue();
        assertThat(asked.getLast().at("/usage/total_tokens").intValue()).isPositive();
        assertThat(declined).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    void honoursMaxTokensInAStream() {
        List<JsonNode> chunks = chunks(CALLER.query("assistant", chat("Hi", ",\"stream\":true,\"max_tokens\":3"))
                .frames());

        assertThat(chunks).hasSize(4);
        assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue())
                .isEqualTo("length");
    }

    @Test
    void stopsTheStreamOfAClientThatLeaves() throws Exception {
        try (DemoCaller slow = DemoCaller.start(DemoCaller.settings().withChunkDelay(Duration.ofMillis(50)))) {
            try (Socket socket = new Socket("127.0.0.1", slow.workspace.host().getPort())) {
                byte[] body = chat("Tell me a long story", ",\"stream\":true").getBytes(StandardCharsets.UTF_8);
                OutputStream out = socket.getOutputStream();
                out.write(("POST /serving-endpoints/assistant/invocations HTTP/1.1\r\n"
                                + "Host: demo\r\n"
                                + "Authorization: Bearer "
                                + slow.workspace.token()
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                out.write(body);
                out.flush();
                InputStream in = socket.getInputStream();
                assertThat(in.read(new byte[200])).isPositive();
                assertThat(slow.workspace.abandonedStreams()).isZero();
            }

            await().atMost(Duration.ofSeconds(2)).until(() -> slow.workspace.abandonedStreams() == 1);
        }
    }

    @Test
    void understandsContentInParts() {
        String body = "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\",\"content\":"
                + "[{\"type\":\"text\",\"text\":\"3 + \"},{\"type\":\"text\",\"text\":\"4\"}]}]}";

        assertThat(content(CALLER.query("assistant", body).json())).contains("3 + 4 = 7", "system message");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'messages' must be a list",
                "{\"messages\":[]}|'messages' must be a list",
                "{\"input\":\"hi\"}|'input' field is not supported. Please use 'messages' field instead.",
                "{\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]}|messages[0].role must be one of",
                "{\"messages\":[{\"role\":\"user\",\"content\":1}]}|messages[0].content must be",
                "{\"messages\":[{\"role\":\"user\",\"content\":null}]}|messages[0].content must be",
                "{\"messages\":[\"hi\"]}|messages[0].role",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":0}|'max_tokens' must be",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":\"9\"}|'max_tokens' must be",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":\"yes\"}|'stream' must be true or"
                        + " false",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stop\":[\"\"]}|'stop' must be",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":2}|'n' must be 1",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":99999999999999999999}|'n' must be 1",
            })
    void saysWhatIsWrongWithARequest(String body, String message) {
        Answer answer = CALLER.query("assistant", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").stringValue()).contains(message);
    }

    @Test
    void refusesAModelThatDoesNotSpeakTheDialect() {
        assertThat(CALLER.post(CHAT, chat("Hi", ",\"model\":\"iris\"")).status())
                .isEqualTo(400);
        assertThat(CALLER.post(CHAT, chat("Hi", ",\"model\":\"gpt\"")).status()).isEqualTo(404);
        assertThat(CALLER.post(CHAT, chat("Hi", "")).status()).isEqualTo(400);
        assertThat(CALLER.post("/serving-endpoints/embeddings", "{\"model\":\"assistant\",\"input\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void completesAPrompt() {
        JsonNode answer = CALLER.post(
                        "/serving-endpoints/completions", "{\"model\":\"assistant\",\"prompt\":\"what is 6 * 7\"}")
                .json();

        assertThat(answer.get("object").stringValue()).isEqualTo("text_completion");
        assertThat(answer.at("/choices/0/text").stringValue()).contains("6 * 7 = 42");
        assertThat(answer.at("/usage/prompt_tokens").intValue()).isEqualTo(Tokens.count("what is 6 * 7"));
    }

    @Test
    void answersTheResponsesApi() {
        JsonNode answer = CALLER.post(
                        "/serving-endpoints/responses",
                        "{\"model\":\"assistant\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
                                + "\"text\":\"what is 6 * 7\"}]}]}")
                .json();

        assertThat(answer.get("object").stringValue()).isEqualTo("response");
        assertThat(answer.get("status").stringValue()).isEqualTo("completed");
        assertThat(answer.at("/output/0/content/0/type").stringValue()).isEqualTo("output_text");
        assertThat(answer.at("/output/0/content/0/text").stringValue()).contains("6 * 7 = 42");
        assertThat(answer.at("/usage/output_tokens").intValue()).isPositive();
    }

    @Test
    void streamsTheResponsesApiInNamedEvents() {
        String body = CALLER.post(
                        "/serving-endpoints/responses", "{\"model\":\"assistant\",\"input\":\"Hi\",\"stream\":true}")
                .body();

        List<String> names = body.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .distinct()
                .toList();
        assertThat(names)
                .containsExactly(
                        "response.created",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(body).doesNotContain("[DONE]");
    }

    @Test
    void refusesWhatTheResponsesApiOfAWorkspaceRefuses() {
        Answer stored = CALLER.post(
                "/serving-endpoints/responses", "{\"model\":\"assistant\",\"input\":\"Hi\",\"store\":true}");
        Answer messages = CALLER.post("/serving-endpoints/responses", chat("Hi", ",\"model\":\"assistant\""));

        assertThat(stored.json().get("message").stringValue()).contains("'store' is not supported");
        assertThat(messages.json().get("message").stringValue())
                .isEqualTo("'messages' field is not supported. Please use 'input' field instead.");
    }

    private static String chat(String question, String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]" + more + "}";
    }

    private static String content(JsonNode answer) {
        return answer.at("/choices/0/message/content").stringValue();
    }

    private static List<JsonNode> chunks(List<String> frames) {
        assertThat(frames.getLast()).isEqualTo("[DONE]");
        return frames.subList(0, frames.size() - 1).stream()
                .map(Json.MAPPER::readTree)
                .toList();
    }
}
