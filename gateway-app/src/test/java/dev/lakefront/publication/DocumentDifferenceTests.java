package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentDifferenceTests {

    private static final String OLD = """
        {"paths":{
          "/a":{"post":{"summary":"A","requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/In"}}}}}},
          "/b":{"get":{"summary":"B"}},
          "/c":{"get":{"summary":"C"}}},
         "components":{"schemas":{"In":{"type":"object","properties":{
           "x":{"type":"number"},"y":{"type":"string"},
           "rows":{"type":"array","items":{"properties":{"deep":{"type":"integer"}}}}}}}}}
        """;
    private static final String NEW = """
        {"paths":{
          "/a":{"post":{"summary":"A","requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/In"}}}}}},
          "/c":{"get":{"summary":"Sea"}},
          "/d":{"put":{}}},
         "components":{"schemas":{"In":{"type":"object","properties":{
           "x":{"type":"integer"},"z":{"type":["string","null"]},
           "rows":{"type":"array","items":{"properties":{"deeper":{"type":"integer"}}}}}}}}}
        """;

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void tellsOperationsAndFieldsThatCameWentAndChanged() {
        assertThat(DocumentDifference.between(json(OLD), json(NEW)))
                .containsExactly(
                        "/a POST: request.rows[].deep removed",
                        "/a POST: request.rows[].deeper added",
                        "/a POST: request.x is integer, was number",
                        "/a POST: request.y removed",
                        "/a POST: request.z added",
                        "/b GET removed",
                        "/c GET: words, examples or bounds changed",
                        "/d PUT added");
    }

    @Test
    void tellsNothingOfTheSameDocument() {
        assertThat(DocumentDifference.between(json(OLD), json(OLD))).isEmpty();
    }

    @Test
    void endsOnDocumentsThatTurnInCircles() {
        String circle = """
            {"paths":{"/a":{"get":{"responses":{"200":{"content":{"j":{"schema":{"$ref":"#/s"}}}}}}}},
             "s":{"properties":{"next":{"$ref":"#/s"}},"allOf":[{"$ref":"#/s"}]},"loop":{"$ref":"#/loop"}}
            """;

        assertThat(DocumentDifference.between(json("{}"), json(circle))).containsExactly("/a GET added");
        assertThat(DocumentDifference.between(json(circle), json(circle))).isEmpty();
    }
}
