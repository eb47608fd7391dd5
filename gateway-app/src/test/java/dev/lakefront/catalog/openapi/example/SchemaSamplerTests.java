package dev.lakefront.catalog.openapi.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.catalog.openapi.Documents;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaSamplerTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true|`\"text\"`",
                "{}|`\"text\"`",
                "`{\"type\":\"integer\",\"format\":\"int64\"}`|1",
                "`{\"type\":\"number\",\"format\":\"double\"}`|1.5",
                "`{\"type\":\"string\"}`|`\"text\"`",
                "`{\"type\":\"boolean\"}`|true",
                "`{\"type\":\"null\"}`|null",
                "`{\"type\":[\"null\",\"string\"]}`|`\"text\"`",
                "`{\"const\":{\"a\":1}}`|`{\"a\":1}`",
                "`{\"enum\":[null,\"b\"]}`|`\"b\"`",
                "`{\"type\":\"integer\",\"default\":7}`|7",
                "`{\"type\":\"integer\",\"default\":\"7\"}`|1",
                "`{\"type\":\"integer\",\"examples\":[\"no\",9],\"default\":7}`|9",
                "`{\"type\":\"string\",\"format\":\"date-time\"}`|`\"2026-01-01T09:00:00Z\"`",
                "`{\"type\":\"string\",\"maxLength\":2}`|`\"te\"`",
                "`{\"type\":\"string\",\"minLength\":6}`|`\"textxx\"`",
                "`{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}-[0-9]{2}$\"}`|`\"AAA-11\"`",
                "`{\"type\":\"number\",\"minimum\":0,\"maximum\":1}`|1.0",
                "`{\"type\":\"number\",\"exclusiveMinimum\":0,\"exclusiveMaximum\":1}`|0.5",
                "`{\"type\":\"integer\",\"minimum\":10,\"multipleOf\":7}`|14",
                "`{\"type\":\"integer\",\"exclusiveMaximum\":-3}`|-4",
                "`{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":3}`|[1,2,3]",
                "`{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"},{\"type\":\"string\"}],\"items\":false}`|`[1,\"text\"]`",
                "`{\"type\":\"array\",\"items\":{\"type\":\"boolean\"},\"uniqueItems\":true,\"minItems\":2}`|[true,false]",
                "`{\"type\":\"array\",\"items\":false}`|[]",
                "`{\"type\":\"array\",\"contains\":{\"const\":5},\"items\":{\"type\":\"integer\"}}`|[5]",
                "`{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":false}}`|`{\"a\":1}`",
                "`{\"type\":\"object\",\"required\":[\"z\"]}`|`{\"z\":\"text\"}`",
                "`{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}`|`{\"key\":1}`",
                "`{\"minProperties\":2,\"additionalProperties\":{\"type\":\"integer\"}}`|`{\"key\":1,\"key2\":1}`",
                "`{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}`|1",
                "`{\"anyOf\":[false,{\"type\":\"boolean\"}]}`|true",
                "`{\"allOf\":[{\"type\":\"number\"},{\"type\":\"integer\",\"minimum\":4},{\"maximum\":4}]}`|4",
                "`{\"not\":{\"type\":\"string\"}}`|1",
                "`{\"type\":\"string\",\"not\":{\"const\":\"text\"}}`|`\"text 1\"`",
                "`{\"type\":\"integer\",\"if\":{\"minimum\":1},\"then\":{\"multipleOf\":5}}`|5",
                "`{\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^x-\"},\"minProperties\":1}`|`{\"x-\":\"text\"}`",
                "`{\"type\":\"object\",\"patternProperties\":{\"^s_\":{\"type\":\"integer\"}},\"additionalProperties\":false,\"minProperties\":1}`|`{\"s_\":1}`",
                "`{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"examples\":[3]},\"b\":{\"type\":\"integer\"}},\"dependentRequired\":{\"a\":[\"b\"]},\"required\":[\"c\"]}`|`{\"a\":3,\"b\":1,\"c\":\"text\"}`",
            })
    void makesReadableInstance(String schema, String expected) {
        assertThat(sample("{}", schema)).contains(Documents.JSON.readTree(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"#/components/schemas/Tree\"}",
                "{\"$ref\":\"#/components/schemas/List\"}",
                "{\"$ref\":\"#/components/schemas/Pet\"}",
                "{\"$ref\":\"#/components/schemas/Pet\",\"required\":[\"extra\"]}",
                "{\"$ref\":\"#/components/schemas/a~1b%20c\"}",
                "{\"allOf\":[{\"$ref\":\"#/components/schemas/Tree\"},{\"required\":[\"value\"]}]}",
                "{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Tree\"},\"minItems\":2}",
                "{\"$ref\":\"https://elsewhere.example/schema.json\"}",
                "{\"$id\":\"https://elsewhere.example/\",\"$ref\":\"#/components/schemas/Tree\"}",
                "{\"type\":\"object\",\"unevaluatedProperties\":false,\"allOf\":[{\"properties\":{\"a\":{\"type\":\"integer\"}}}]}",
                "{\"type\":\"string\",\"format\":\"uuid\"}",
                "{\"type\":\"string\",\"format\":\"uri\"}",
                "{\"type\":\"string\",\"format\":\"ipv6\"}",
                "{\"type\":\"string\",\"format\":\"email\"}",
                "{\"type\":\"string\",\"format\":\"duration\"}",
                "{\"type\":\"string\",\"format\":\"time\"}",
                "{\"type\":\"string\",\"format\":\"hostname\"}",
                "{\"type\":\"string\",\"format\":\"unknown\"}",
                "{\"type\":\"string\",\"pattern\":\"^https?://[a-z.]{4,}(:[0-9]+)?/$\"}",
                "{\"type\":\"string\",\"pattern\":\"^(?!text)\",\"minLength\":1}",
                "{\"type\":\"number\",\"multipleOf\":0.01,\"minimum\":0.005,\"maximum\":0.015}",
                "{\"type\":\"integer\",\"minimum\":9007199254740993}",
                "{\"type\":\"integer\",\"minimum\":123456789012345678901234567890}"
            })
    void makesValidInstance(String schema) {
        assertThat(sample(COMPONENTS, schema)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "{\"type\":\"integer\",\"minimum\":5,\"maximum\":4}",
                "{\"allOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
                "{\"enum\":[]}",
                "{\"$ref\":\"#/components/schemas/Endless\"}",
                "{\"$ref\":\"#/components/schemas/Self\"}",
                "{\"required\":[\"a\"],\"type\":\"object\",\"properties\":{\"a\":false}}"
            })
    void makesNothingOfSchemaThatNothingMatches(String schema) {
        assertThat(sample(COMPONENTS, schema)).isEmpty();
    }

    @Test
    void followsDiscriminator() {
        JsonNode pet =
                sample(COMPONENTS, "{\"$ref\":\"#/components/schemas/Pet\"}").orElseThrow();

        assertThat(pet.path("kind").asString()).isEqualTo("dog");
    }

    @Test
    void leavesCycleOutWhereItMay() {
        JsonNode tree =
                sample(COMPONENTS, "{\"$ref\":\"#/components/schemas/Tree\"}").orElseThrow();

        assertThat(tree).isEqualTo(Documents.json("{\"value\":1,\"children\":[]}"));
    }

    @Test
    void givesUpInTimeOnSchemaThatGrowsWithoutEnd() {
        StringBuilder schemas =
                new StringBuilder("{\"components\":{\"schemas\":{\"S0\":{\"type\":\"integer\",\"not\":{}}");
        for (int i = 1; i < 40; i++) {
            String ref = "{\"$ref\":\"#/components/schemas/S" + (i - 1) + "\"}";
            schemas.append(",\"S" + i + "\":{\"anyOf\":[" + ref + "," + ref + "]}");
        }
        schemas.append("}}}");

        Optional<JsonNode> instance = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> sample(schemas.toString(), "{\"$ref\":\"#/components/schemas/S39\"}"));

        assertThat(instance).isEmpty();
    }

    @Test
    void makesTheSameInstanceEachTime() {
        String schema = "{\"$ref\":\"#/components/schemas/Pet\"}";

        assertThat(sample(COMPONENTS, schema)).isEqualTo(sample(COMPONENTS, schema));
    }

    private static final String COMPONENTS = """
        {"components":{"schemas":{
          "Tree":{"type":"object","properties":{"value":{"type":"integer"},
            "children":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}}},
          "List":{"type":"object","required":["next"],
            "properties":{"next":{"anyOf":[{"$ref":"#/components/schemas/List"},{"type":"null"}]}}},
          "Endless":{"type":"object","required":["next"],
            "properties":{"next":{"$ref":"#/components/schemas/Endless"}}},
          "Self":{"$ref":"#/components/schemas/Self"},
          "a/b c":{"type":"integer"},
          "Pet":{"oneOf":[{"$ref":"#/components/schemas/Dog"},{"$ref":"#/components/schemas/Cat"}],
            "discriminator":{"propertyName":"kind","mapping":{"dog":"#/components/schemas/Dog"}}},
          "Dog":{"type":"object","required":["kind","barks"],
            "properties":{"kind":{"type":"string"},"barks":{"type":"boolean"}}},
          "Cat":{"type":"object","required":["kind","lives"],
            "properties":{"kind":{"type":"string"},"lives":{"type":"integer","minimum":1,"maximum":9}}}
        }}}\
        """;

    private static Optional<JsonNode> sample(String document, String schema) {
        // The schema stands in the document, as it does in an import.
        ObjectNode whole = Documents.json(document);
        whole.withObjectProperty("components")
                .withObjectProperty("schemas")
                .set("Sampled", Documents.JSON.readTree(schema));
        ObjectNode checkable = CheckableDocument.of(whole);
        ExampleJudge judge = new ExampleJudge(checkable);
        JsonNode sampled = checkable.path("components").path("schemas").path("Sampled");
        Optional<JsonNode> instance = new SchemaSampler(checkable, judge).sample(sampled);
        instance.ifPresent(made -> assertThat(new ExampleJudge(checkable).accepts(sampled, made))
                .as(made.toString())
                .isTrue());
        return instance;
    }
}
