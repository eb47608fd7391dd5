package dev.lakefront.portal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.portal.api.ApiDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaTreeTests {

    private static SchemaNode tree(String schema, String components) {
        ObjectNode root = (ObjectNode)
                JsonMapper.shared().readTree("{\"components\":{\"schemas\":" + components + "},\"x\":" + schema + "}");
        return new SchemaTree(new ApiDocument(root, "/x")).of("", root.path("x"));
    }

    private static List<String> lines(SchemaNode node) {
        return node.children().stream()
                .map(child -> child.name() + ": " + child.type() + (child.required() ? "!" : ""))
                .toList();
    }

    @Test
    void knowsTuples() {
        SchemaNode tuple = tree("""
            {"type":"array","prefixItems":[{"type":"number","format":"double"},{"type":["string","null"]}],
             "items":{"type":"object"},"minItems":2}\
            """, "{}");

        assertThat(tuple.type()).isEqualTo("list of 2 items, each with its own type");
        assertThat(tuple.facts()).containsExactly("at least 2 items");
        assertThat(lines(tuple))
                .containsExactly("item 1: number (double)", "item 2: string or null", "each further item: object");
    }

    @Test
    void knowsAlternativesAndWhatMayBeNull() {
        SchemaNode node = tree("""
            {"oneOf":[{"type":"object","required":["dataframe_split"],"properties":{"dataframe_split":{}}},
                      {"$ref":"#/components/schemas/Records"}]}\
            """, "{\"Records\":{\"type\":\"object\"}}");
        SchemaNode optional = tree("{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}", "{}");

        assertThat(node.type()).isEqualTo("one of 2");
        assertThat(lines(node)).containsExactly("either 1: dataframe_split: object", "either 2: Records: object");
        assertThat(optional.type()).isEqualTo("string or null");
    }

    @Test
    void knowsRequiredNestedAndListedValues() {
        SchemaNode node = tree("""
            {"type":"object","required":["kind"],"additionalProperties":false,"properties":{
              "kind":{"enum":["a","b",3,null]},"none":{"const":"x"},
              "list":{"type":"array","items":{"type":"integer"}},
              "deep":{"type":"array","items":{"type":"object","properties":{"n":{"type":"number","minimum":0}}}}}}\
            """, "{}");

        assertThat(lines(node))
                .containsExactly("kind: one of these!", "none: one of these", "list: array of integer", "deep: array");
        assertThat(node.facts()).containsExactly("no other properties");
        assertThat(node.children().getFirst().values()).containsExactly("a", "b", "3", "null");
        assertThat(node.children()
                        .getLast()
                        .children()
                        .getFirst()
                        .children()
                        .getFirst()
                        .facts())
                .containsExactly("at least 0");
    }

    @Test
    void endsWhereASchemaRefersToItself() {
        SchemaNode node = tree("{\"$ref\":\"#/components/schemas/Node\"}", """
            {"Node":{"type":"object","properties":{
              "next":{"$ref":"#/components/schemas/Node"},
              "all":{"type":"array","items":{"$ref":"#/components/schemas/Node"}}}},
             "Loop":{"$ref":"#/components/schemas/Loop"}}\
            """);

        assertThat(lines(node)).containsExactly("next: Node, as above", "all: array");
        assertThat(lines(node.children().getLast())).containsExactly("each item: Node, as above");
        assertThat(tree(
                                "{\"$ref\":\"#/components/schemas/Loop\"}",
                                "{\"Loop\":{\"$ref\":\"#/components/schemas/Loop\"}}")
                        .type())
                .isEqualTo("anything");
    }

    @Test
    void endsWhereAPageWouldBecomeTooLarge() {
        StringBuilder wide = new StringBuilder("{\"type\":\"object\",\"properties\":{");
        for (int i = 0; i < 2000; i++) {
            wide.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"type\":\"string\"}");
        }
        StringBuilder deep = new StringBuilder("{}");
        for (int i = 0; i < 200; i++) {
            deep.insert(0, "{\"type\":\"object\",\"properties\":{\"x\":").append("}}");
        }

        assertThat(tree(wide.append("}}").toString(), "{}").children()).hasSizeLessThan(450);
        assertThat(depth(tree(deep.toString(), "{}"))).isLessThan(20);
    }

    private static int depth(SchemaNode node) {
        return 1
                + node.children().stream()
                        .mapToInt(SchemaTreeTests::depth)
                        .max()
                        .orElse(0);
    }
}
