package dev.lakefront.catalog.openapi.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.catalog.Change;
import dev.lakefront.catalog.openapi.Documents;
import dev.lakefront.catalog.openapi.rule.Changes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RequestExamplesTests {

    private static final String BODY = "/paths/~1invocations/post/requestBody/content/application~1json";
    private final Changes changes = new Changes();

    @Test
    void writesOneExampleForEachFormatOfTabularModel() {
        ObjectNode document = Documents.resource("/openapi/examples/tabular.json");

        new RequestExamples().apply(document, changes);

        assertThat(document.at(BODY + "/examples"))
                .isEqualTo(Documents.resource("/openapi/examples/tabular-examples.json"));
        assertThat(changes.toList())
                .extracting(Change::pointer)
                .containsExactly(
                        BODY + "/examples/dataframe_split",
                        BODY + "/examples/dataframe_records",
                        BODY + "/examples/instances",
                        BODY + "/examples/inputs");
    }

    @Test
    void changesNothingTheSecondTime() {
        ObjectNode document = Documents.resource("/openapi/examples/tabular.json");
        new RequestExamples().apply(document, new Changes());
        ObjectNode once = document.deepCopy();

        new RequestExamples().apply(document, changes);

        assertThat(document).isEqualTo(once);
        assertThat(changes.toList()).isEmpty();
    }

    @Test
    void asksModelForConversation() {
        JsonNode examples = examplesOf("""
            {"type":"object","properties":{
              "messages":{"type":"array","items":{"type":"object","properties":{
                "role":{"type":"string","enum":["assistant","user"]},"content":{"type":"string"}}}},
              "stream":{"type":["boolean","null"]},"temperature":{"type":["number","null"]}}}\
            """, "");

        assertThat(examples.at("/messages/value"))
                .isEqualTo(Documents.json(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"What can you help me with?\"}]}"));
    }

    @Test
    void fillsInWhatConversationRequires() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["messages","model"],"properties":{
              "model":{"type":"string"},
              "messages":{"type":"array","items":{"type":"object","required":["role","content","name"],"properties":{
                "role":{"enum":["assistant","user"]},"content":{"type":"string"},"name":{"const":"ada"}}}}}}\
            """, "");

        assertThat(examples.at("/messages/value")).isEqualTo(Documents.json("""
            {"model":"model","messages":[{"role":"user","content":"What can you help me with?","name":"ada"}]}\
            """));
    }

    @Test
    void embedsSentence() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["input"],"properties":{"input":{"oneOf":[{"type":"string"},
              {"type":"array","items":{"type":"string"}}]}}}\
            """, "");

        assertThat(examples.at("/input/value/input").asString()).contains("quick brown fox");
    }

    @Test
    void sendsListWhereFormatStandsForOneThoughTextIsAllowed() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["inputs"],"properties":{"inputs":{"oneOf":[{"oneOf":[{"type":"string"},
              {"type":"array","items":{"type":"integer"}}]},{"type":"array","items":{"type":"string"},"minItems":1}]}}}\
            """, "");

        assertThat(examples.at("/inputs/value/inputs").isArray()).isTrue();
    }

    @Test
    void keepsTensorsOfOtherProtocolsApart() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["inputs"],"properties":{"inputs":{"type":"array","items":{"type":"object",
              "required":["name","datatype"],"properties":{"name":{"type":"string"},"datatype":{"type":"string"}}}}}}\
            """, "");

        assertThat(examples.propertyNames()).containsExactly("example");
    }

    @Test
    void embedsWhatIsNoText() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["input"],"properties":{"input":{"type":"array","items":{"type":"object",
              "required":["image"],"properties":{"image":{"type":"string"}}}}}}\
            """, "");

        assertThat(examples.at("/input/value/input/0/image").asString()).isEqualTo("text");
    }

    @Test
    void staysQuickWhereEachSchemaLeadsToTheNext() {
        StringBuilder paths = new StringBuilder();
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            paths.append(i == 0 ? "" : ",").append("""
                "/m%d":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/S%d"}}}}}}\
                """.formatted(i, i));
            schemas.append(i == 0 ? "" : ",").append("""
                "S%d":{"type":"object","properties":{"a":{"type":"string"},"next":{"$ref":"#/components/schemas/S%d"}}}\
                """.formatted(i, (i + 1) % 1_000));
        }
        ObjectNode document =
                Documents.json("{\"paths\":{" + paths + "},\"components\":{\"schemas\":{" + schemas + "}}}");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> new RequestExamples().apply(document, changes));

        assertThat(changes.toList()).hasSize(1_000);
    }

    @Test
    void sendsItemsToAgent() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["input"],"properties":{"input":{"type":"array","items":{"type":"object",
              "required":["type"],"properties":{"type":{"const":"message"},"role":{"type":"string"},"content":{}}}}}}\
            """, "");

        assertThat(examples.at("/input_items/value/input/0"))
                .isEqualTo(Documents.json(
                        "{\"role\":\"user\",\"content\":\"What can you help me with?\",\"type\":\"message\"}"));
    }

    @Test
    void writesOneExampleForEachKindOfOtherBody() {
        JsonNode examples = examplesOf("""
            {"oneOf":[{"title":"By id","type":"object","required":["id"],"properties":{"id":{"type":"integer"}}},
              {"title":"By name","type":"object","required":["name"],"properties":{"name":{"type":"string"}}},
              {"type":"array","items":{"type":"integer"}}]}\
            """, "");

        assertThat(examples.propertyNames()).containsExactly("example", "by_name", "example_2");
    }

    @Test
    void keepsValidExamplesAndReplacesInvalidOnes() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["messages"],"properties":{"messages":{"type":"array","items":{"type":"object"}}}}\
            """, """
            ,"examples":{"mine":{"value":{"messages":[{"role":"system"}]}},"messages":{"value":{"messages":"hi"}},
              "broken":{"value":7},"elsewhere":{"externalValue":"https://example.com/x.json"}}\
            """);

        assertThat(examples.propertyNames()).containsExactly("mine", "elsewhere", "messages");
        assertThat(examples.at("/mine/value")).isEqualTo(Documents.json("{\"messages\":[{\"role\":\"system\"}]}"));
        assertThat(examples.at("/messages/value/messages").isArray()).isTrue();
        Change broken = changes.toList().stream()
                .filter(change -> change.pointer().endsWith("/broken"))
                .findFirst()
                .orElseThrow();
        assertThat(broken.rule()).isEqualTo("request-examples");
        assertThat(broken.before()).isEqualTo(Documents.json("{\"value\":7}"));
        assertThat(broken.after()).isNull();
    }

    @Test
    void givesLoneExampleItsName() {
        JsonNode examples = examplesOf(
                "{\"type\":\"object\",\"properties\":{\"prompt\":{\"type\":\"string\"}}}",
                ",\"example\":{\"prompt\":\"Say hello\"}");

        assertThat(examples).isEqualTo(Documents.json("{\"prompt\":{\"value\":{\"prompt\":\"Say hello\"}}}"));
    }

    @Test
    void takesTheDocumentsOwnTable() {
        JsonNode examples = examplesOf("""
            {"type":"object","required":["dataframe_split"],"properties":{"dataframe_split":{"type":"object",
              "properties":{"columns":{"type":"array","items":{"enum":["a"]}},"data":{"type":"array",
              "items":{"type":"array","prefixItems":[{"type":"integer"}]}}}}},
              "examples":[{"dataframe_split":{"columns":["a"],"data":[["no"]]}},
                {"dataframe_split":{"columns":["a"],"data":[[42]]}}]}\
            """, "");

        assertThat(examples.at("/dataframe_split/value/dataframe_split/data/0/0")
                        .asInt())
                .isEqualTo(42);
    }

    @Test
    void leavesBinaryBodiesAlone() {
        ObjectNode document = Documents.json("""
            {"paths":{"/x":{"post":{"requestBody":{"content":{
              "*/*":{"schema":{"type":"string","format":"binary"}},
              "application/octet-stream":{"schema":{"type":"string"}}}}}}}}\
            """);
        ObjectNode before = document.deepCopy();

        new RequestExamples().apply(document, changes);

        assertThat(document).isEqualTo(before);
    }

    private JsonNode examplesOf(String schema, String more) {
        ObjectNode document =
                Documents.json("{\"openapi\":\"3.1.0\",\"paths\":{\"/invocations\":{\"post\":{\"requestBody\":"
                        + "{\"content\":{\"application/json\":{\"schema\":" + schema + more + "}}}}}}}");
        new RequestExamples().apply(document, changes);
        JsonNode media = document.at(BODY);
        List.copyOf(media.path("examples").values()).stream()
                .filter(example -> example.has("value"))
                .forEach(example -> assertThat(
                                new ExampleJudge(document).accepts(media.path("schema"), example.get("value")))
                        .as(example.toString())
                        .isTrue());
        return media.path("examples");
    }
}
