package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaSamplesTests {

    private static final JsonPointer RESPONSE =
            JsonPointer.compile("/paths/~1invocations/post/responses/200/content/application~1json/schema");
    private final ObjectNode document = (ObjectNode) JsonMapper.shared().readTree("""
        {"paths":{"/invocations":{"post":{"responses":{"200":{"content":{"application/json":{"schema":
          {"type":"object","properties":{"predictions":{"type":"array","items":{"$ref":"#/components/schemas/P"}}}}}}}}}}},
         "components":{"schemas":{"P":{"type":"number"}}}}\
        """);
    private final SchemaSamples samples = new SchemaSamples(document);

    @Test
    void samplesSchemaWhereItStands() {
        assertThat(samples.of(RESPONSE)).contains(JsonMapper.shared().readTree("{\"predictions\":[1.5]}"));
    }

    @Test
    void judgesInstances() {
        assertThat(samples.accepts(RESPONSE, JsonMapper.shared().readTree("{\"predictions\":[2]}")))
                .isTrue();
        assertThat(samples.accepts(RESPONSE, JsonMapper.shared().readTree("{\"predictions\":[\"2\"]}")))
                .isFalse();
    }

    @Test
    void findsNothingWhereNoSchemaStands() {
        assertThat(samples.of(JsonPointer.compile("/nowhere"))).isEmpty();
        assertThat(samples.accepts(JsonPointer.compile("/nowhere"), document)).isFalse();
    }

    @Test
    void handsOutSamplesThatReadersMayChange() {
        ((ObjectNode) samples.of(RESPONSE).orElseThrow()).removeAll();

        assertThat(samples.of(RESPONSE).orElseThrow().has("predictions")).isTrue();
    }
}
