package dev.lakefront.catalog.openapi.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.lakefront.catalog.openapi.Documents;
import dev.lakefront.catalog.openapi.example.RequestExamples;
import dev.lakefront.catalog.openapi.rule.Changes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DownConversionTests {

    @ParameterizedTest
    @MethodSource("cases")
    void convertsAsRecorded(Path folder) {
        ObjectNode before = Documents.file(folder.resolve("before.json"));
        ObjectNode untouched = before.deepCopy();

        ObjectNode after = DownConversion.toOpenApi30(before);

        assertThat(after).isEqualTo(Documents.file(folder.resolve("after.json")));
        assertThat(before).isEqualTo(untouched);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pleasesStrictReader(Path folder) {
        ObjectNode after = DownConversion.toOpenApi30(Documents.file(folder.resolve("before.json")));

        assertThat(messages(after)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"type\":[\"string\",\"null\"]}`|null|true",
                "`{\"type\":[\"string\",\"null\"]}`|1|false",
                "`{\"type\":[\"string\",\"integer\",\"null\"],\"minLength\":2}`|null|true",
                "`{\"type\":[\"string\",\"integer\",\"null\"],\"minLength\":2}`|`\"a\"`|false",
                "`{\"type\":[\"string\",\"integer\"],\"minLength\":2}`|null|false",
                "`{\"type\":\"null\"}`|null|true",
                "`{\"type\":\"null\"}`|{}|false",
                "`{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}`|null|true",
                "`{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"},{\"type\":\"null\"}]}`|null|true",
                "`{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"},{\"type\":\"null\"}]}`|1|true",
                "`{\"anyOf\":[{\"type\":\"string\",\"enum\":[\"a\"]},{\"type\":\"null\"}]}`|null|true",
                "`{\"anyOf\":[{\"type\":\"string\",\"enum\":[\"a\"]},{\"type\":\"null\"}]}`|`\"b\"`|false",
                "`{\"const\":1}`|1|true",
                "`{\"const\":1}`|2|false",
                "`{\"exclusiveMinimum\":1,\"type\":\"integer\"}`|1|false",
                "`{\"exclusiveMinimum\":1,\"type\":\"integer\"}`|2|true",
                "`{\"exclusiveMinimum\":1,\"minimum\":2,\"type\":\"integer\"}`|2|true",
                "`{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"},{\"type\":\"number\"}]}`|[3,3]|true",
                "`{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}`|[3]|false",
                "`{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"}],\"items\":false,\"minItems\":0}`|[]|true",
                "`{\"type\":\"array\",\"items\":false}`|[1]|false",
                "`{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"type\":\"integer\"}},\"additionalProperties\":false}`|`{\"xa\":1}`|true",
                "`{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"type\":\"integer\"}},\"additionalProperties\":false}`|`{\"xa\":\"b\"}`|false",
                "`{\"type\":\"object\",\"properties\":{\"a\":false}}`|`{\"a\":1}`|false",
                "`{\"not\":{\"type\":\"array\",\"contains\":{\"type\":\"integer\"}}}`|`[\"a\"]`|true",
                "`{\"oneOf\":[{\"type\":\"array\",\"contains\":{\"const\":1}},{\"type\":\"array\",\"contains\":{\"const\":2}}]}`|[1]|true",
            })
    void acceptsTheSameInstances(String schema, String instance, boolean accepted) {
        ObjectNode document = Documents.json("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},"
                + "\"paths\":{},\"components\":{\"schemas\":{\"S\":" + schema + "}}}");

        JsonNode older = DownConversion.toOpenApi30(document).at("/components/schemas/S");

        assertThat(SchemaRegistry.withDialect(Dialects.getOpenApi30())
                        .getSchema(older)
                        .validate(Documents.JSON.readTree(instance))
                        .isEmpty())
                .as(older.toString())
                .isEqualTo(accepted);
    }

    @Test
    void convertsRealShapeOfServingDocument() {
        ObjectNode document = Documents.resource("/openapi/examples/tabular.json");
        new RequestExamples().apply(document, new Changes());

        ObjectNode older = DownConversion.toOpenApi30(document);

        assertThat(messages(older)).isEmpty();
        JsonNode media = older.at("/paths/~1invocations/post/requestBody/content/application~1json");
        ObjectNode root = older.deepCopy();
        root.setAll((ObjectNode) media.path("schema"));
        media.path("examples")
                .forEach(example -> assertThat(SchemaRegistry.withDialect(Dialects.getOpenApi30())
                                .getSchema(root)
                                .validate(example.path("value")))
                        .isEmpty());
    }

    static List<String> messages(ObjectNode document) {
        return new OpenAPIV3Parser().readContents(document.toString()).getMessages();
    }

    static List<Path> cases() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(DownConversionTests.class.getResource("/openapi/v30"))
                .toURI());
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().toList();
        }
    }
}
