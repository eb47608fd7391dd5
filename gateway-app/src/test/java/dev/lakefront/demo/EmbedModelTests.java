package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lakefront.demo.DemoCaller.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The embeddings endpoint: vectors that mean something, in every way a client may ask. */
class EmbedModelTests {

    private static final DemoCaller CALLER = DemoCaller.start();

    @AfterAll
    static void stop() {
        CALLER.close();
    }

    @Test
    void embedsAStringAsAVectorOfLengthOne() {
        Answer answer = CALLER.query("embed", "{\"input\":\"a gateway\"}");

        JsonNode json = answer.json();
        float[] vector = vector(json, 0);
        assertThat(json.get("object").stringValue()).isEqualTo("list");
        assertThat(json.at("/data/0/object").stringValue()).isEqualTo("embedding");
        assertThat(vector).hasSize(64);
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        assertThat(json.at("/usage/prompt_tokens").intValue()).isEqualTo(Tokens.count("a gateway"));
        assertThat(json.at("/usage/total_tokens").intValue()).isEqualTo(Tokens.count("a gateway"));
        assertThat(answer.header("served-model-name")).isEqualTo("hashed-ngrams-64");
        assertThat(CALLER.query("embed", "{\"input\":\"a gateway\"}").body()).isEqualTo(answer.body());
    }

    @Test
    void putsSimilarTextsNearerThanOthers() {
        JsonNode json = CALLER.query(
                        "embed",
                        "{\"input\":[\"rotate the subscription key\",\"rotating a subscription's keys\",\"petals of an"
                                + " iris\"]}")
                .json();

        double near = dot(vector(json, 0), vector(json, 1));
        double far = dot(vector(json, 0), vector(json, 2));
        assertThat(near).isGreaterThan(far + 0.2);
        assertThat(json.at("/data/2/index").intValue()).isEqualTo(2);
    }

    @Test
    void encodesTheSameVectorInBase64() {
        JsonNode numbers = CALLER.query("embed", "{\"input\":\"x y z\",\"encoding_format\":\"float\"}")
                .json();
        JsonNode encoded = CALLER.post(
                        "/serving-endpoints/embeddings",
                        "{\"model\":\"embed\",\"input\":\"x y z\",\"encoding_format\":\"base64\"}")
                .json();

        float[] decoded = new float[64];
        ByteBuffer.wrap(Base64.getDecoder()
                        .decode(encoded.at("/data/0/embedding").stringValue()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(decoded);
        assertThat(decoded).containsExactly(vector(numbers, 0));
    }

    @Test
    void embedsTokenNumbers() {
        JsonNode one = CALLER.query("embed", "{\"input\":[1,2,3]}").json();
        JsonNode two = CALLER.query("embed", "{\"input\":[[1,2,3],[4,5]]}").json();

        assertThat(one.get("data").size()).isEqualTo(1);
        assertThat(one.at("/usage/prompt_tokens").intValue()).isEqualTo(3);
        assertThat(two.get("data").size()).isEqualTo(2);
        assertThat(two.at("/usage/prompt_tokens").intValue()).isEqualTo(5);
    }

    @Test
    void shortensVectorsOnRequest() {
        JsonNode json = CALLER.query("embed", "{\"input\":\"a gateway\",\"dimensions\":16}")
                .json();

        assertThat(vector(json, 0)).hasSize(16);
        assertThat(dot(vector(json, 0), vector(json, 0))).isCloseTo(1, within(1e-5));
    }

    @Test
    void embedsEvenASpace() {
        float[] vector = vector(CALLER.query("embed", "{\"input\":\" \"}").json(), 0);

        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"input\":\"\"}",
                "{\"input\":[]}",
                "{\"input\":[\"a\",\"\"]}",
                "{\"input\":[1.5]}",
                "{\"input\":{}}",
                "{\"input\":[[]]}",
                "{\"input\":\"a\",\"encoding_format\":\"hex\"}",
                "{\"input\":\"a\",\"dimensions\":0}",
                "{\"input\":\"a\",\"dimensions\":65}"
            })
    void refusesWhatItCannotEmbed(String body) {
        Answer answer = CALLER.query("embed", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_code").stringValue()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void refusesMoreInputsThanItTakes() {
        String items = IntStream.range(0, 2049).mapToObj(_ -> "\"a\"").collect(Collectors.joining(","));

        assertThat(CALLER.query("embed", "{\"input\":[" + items + "]}")
                        .json()
                        .get("message")
                        .stringValue())
                .contains("2049", "2048");
        assertThat(CALLER.query("embed", "{\"input\":\"" + "a ".repeat(8200) + "\"}")
                        .json()
                        .get("message")
                        .stringValue())
                .contains("at most 8192");
    }

    private static float[] vector(JsonNode answer, int index) {
        JsonNode numbers = answer.at("/data/" + index + "/embedding");
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i).floatValue();
        }
        return vector;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
