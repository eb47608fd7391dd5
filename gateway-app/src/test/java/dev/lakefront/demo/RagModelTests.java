package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.demo.DemoCaller.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The agent: it finds the passage that answers, and cites it. */
class RagModelTests {

    private static final DemoCaller CALLER = DemoCaller.start();
    private static final String FEEDBACK = "/serving-endpoints/rag-chatbot/served-models/feedback/invocations";

    @AfterAll
    static void stop() {
        CALLER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "What is Lakefront?,What Lakefront is",
        "How do I rotate my subscription key?,Subscription keys",
        "Who sees the personal access token of the workspace?,Workspace credentials",
        "Which header carries the retry time when I am over the limit?,Rate limits and quotas",
        "What happens to a stream when the client leaves?,Streaming",
        "How do I onboard a new model with YAML?,Onboarding a model",
        "What does an error look like?,Errors",
        "Is there a developer portal?,Developer portal",
    })
    void citesThePassageThatAnswers(String question, String title) {
        JsonNode answer = CALLER.query("rag-chatbot", "{\"messages\":" + messages(question) + "}")
                .json();

        assertThat(answer.get("object").stringValue()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/content").stringValue()).contains("Source: [" + title + "]");
    }

    @Test
    void admitsWhatItDoesNotKnow() {
        JsonNode answer = CALLER.query("rag-chatbot", "{\"messages\":" + messages("Zebra xylophone?") + "}")
                .json();

        assertThat(answer.at("/choices/0/message/content").stringValue())
                .startsWith("I only know about Lakefront")
                .contains("Subscription keys");
    }

    @Test
    void predictsInBothFormatsOfItsDocument() {
        Answer split = CALLER.query(
                "rag-chatbot",
                "{\"dataframe_split\":{\"index\":[0],\"columns\":[\"messages\"],\"data\":[["
                        + messages("What are policies?") + "]]}}");
        Answer records = CALLER.query(
                "rag-chatbot", "{\"dataframe_records\":[{\"messages\":" + messages("What are policies?") + "}]}");

        assertThat(split.json().at("/predictions/0").stringValue()).contains("Source: [Policies]");
        assertThat(records.body()).isEqualTo(split.body());
        assertThat(split.header("served-model-name")).isEqualTo("main-demo-rag_chatbot_1");
    }

    @Test
    void streamsAndAnswersOpenAiClients() {
        Answer answer = CALLER.post(
                "/serving-endpoints/chat/completions",
                "{\"model\":\"rag-chatbot\",\"stream\":true,\"messages\":" + messages("What are policies?") + "}");

        assertThat(answer.frames()).hasSizeGreaterThan(10).last().isEqualTo("[DONE]");
    }

    @Test
    void takesFeedback() {
        String record = "{\"request_id\":\"r\",\"source\":\"me\",\"text_assessments\":\"good\","
                + "\"retrieval_assessments\":\"-\"}";

        Answer rows = CALLER.post(FEEDBACK, "{\"dataframe_records\":[" + record + "," + record + "]}");
        Answer single = CALLER.post(FEEDBACK, record);
        Answer incomplete = CALLER.post(FEEDBACK, "{\"request_id\":\"r\"}");

        assertThat(rows.body()).isEqualTo("{\"predictions\":[{\"result\":\"ok\"},{\"result\":\"ok\"}]}");
        assertThat(rows.header("served-model-name")).isEqualTo("feedback");
        assertThat(single.body()).isEqualTo("{\"predictions\":[{\"result\":\"ok\"}]}");
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.json().get("message").stringValue())
                .contains("Model is missing inputs ['source', 'text_assessments', 'retrieval_assessments']");
    }

    @Test
    void saysWhatIsMissing() {
        Answer empty = CALLER.query("rag-chatbot", "{}");
        Answer input = CALLER.query("rag-chatbot", "{\"input\":[]}");
        Answer column = CALLER.query("rag-chatbot", "{\"dataframe_split\":{\"columns\":[\"content\"],\"data\":[[1]]}}");

        assertThat(empty.json().get("message").stringValue()).isEqualTo("Model is missing inputs ['messages'].");
        assertThat(input.json().get("message").stringValue()).contains("Please use 'messages' field instead");
        assertThat(column.json().get("message").stringValue())
                .isEqualTo("Model is missing inputs ['messages']. Note that there were extra inputs: ['content']");
    }

    private static String messages(String question) {
        return "[{\"role\":\"user\",\"content\":\"" + question + "\"}]";
    }
}
