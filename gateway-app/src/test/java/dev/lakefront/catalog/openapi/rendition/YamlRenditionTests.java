package dev.lakefront.catalog.openapi.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.catalog.openapi.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class YamlRenditionTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "N",
                "yes",
                "No",
                "ON",
                "off",
                "true",
                "False",
                "null",
                "NULL",
                "~",
                "",
                " ",
                "=",
                "<<",
                "1",
                "-1",
                "0x1F",
                "0o17",
                "017",
                "1_000",
                "1e3",
                "1.5",
                ".5",
                ".inf",
                "-.INF",
                ".NaN",
                "nan",
                "inf",
                "12:30:45",
                "1:20",
                "2026-01-01",
                "2026-01-01T10:00:00Z",
                "0b101",
                "+1",
                "a: b",
                "a #b",
                "#a",
                "- a",
                "-",
                "? a",
                "@a",
                "`a",
                "%a",
                "!a",
                "&a",
                "*a",
                "|",
                ">",
                "{a",
                "[a",
                "a]",
                "'",
                "\"",
                "\\",
                "a\\nb",
                " lead",
                "trail ",
                "two\nlines",
                "two\nlines\n",
                "\n",
                "tab\there",
                "a\u0085b",
                "a\u2028b",
                "a\ufeffb",
                "\u0007",
                "é",
                "日本",
                "😀",
                "/churn",
                "#/components/schemas/A",
                "${x}",
                "application/json",
                "a, b",
                "{id}",
                "plain words",
                "---",
                "...",
                "key:",
                "http://a/b?c=d#e",
                "  two\n   lines",
                "a\n b\n\nc ",
                "\r\n",
                "a\rb"
            })
    void givesReadersOfBothVersionsTheSameText(String text) {
        ObjectNode document = Documents.JSON.createObjectNode().put("value", text);
        document.putArray("list").add(text);
        document.putObject("map").put(text, 1);

        assertIsReadBack(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-7",
                "123456789012345678901234567890",
                "1.5",
                "-0.001",
                "1.0",
                "100000.0",
                "1e300",
                "-2.5e-30",
                "1e10",
                "true",
                "false",
                "null",
                "[]",
                "{}",
                "[[],{}]",
                "[[1,[2]],{\"a\":[{\"b\":null}]}]"
            })
    void givesReadersOfBothVersionsTheSameValue(String json) {
        ObjectNode document = Documents.JSON.createObjectNode();
        document.set("value", Documents.JSON.readTree(json));

        assertIsReadBack(document);
    }

    @Test
    void isReadable() {
        ObjectNode document = Documents.json("""
            {"openapi":"3.1.0","info":{"title":"Customer churn","version":"2"},
             "paths":{"/invocations":{"post":{"responses":{"200":{"description":"Line one.\\nLine two."}}}}},
             "tags":[],"flag":"no"}\
            """);

        assertThat(YamlRendition.of(document)).isEqualTo("""
            openapi: "3.1.0"
            info:
              title: Customer churn
              version: "2"
            paths:
              /invocations:
                post:
                  responses:
                    "200":
                      description: |-
                        Line one.
                        Line two.
            tags: []
            flag: "no"
            """);
    }

    @Test
    void writesLongTextsWithoutBreakingThem() {
        ObjectNode document = Documents.JSON.createObjectNode().put("value", "many words ".repeat(20_000));

        assertIsReadBack(document);
    }

    private static void assertIsReadBack(JsonNode document) {
        String yaml = YamlRendition.of(document);

        Object old = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object current =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        assertThat(canonical(old)).as("YAML 1.1 reads %s", yaml).isEqualTo(canonical(document));
        assertThat(canonical(current)).as("YAML 1.2 reads %s", yaml).isEqualTo(canonical(document));
    }

    /** As text: the readers choose other kinds of number. */
    private static String canonical(Object tree) {
        return Documents.JSON.readTree(Documents.JSON.writeValueAsString(tree)).toString();
    }
}
