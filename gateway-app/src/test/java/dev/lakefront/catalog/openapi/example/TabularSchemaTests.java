package dev.lakefront.catalog.openapi.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.openapi.Normaliser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a correct validator says of request bodies under a tabular document, as published and as normalised. */
class TabularSchemaTests {

    private static JsonNode normalised;

    @BeforeAll
    static void normalise() throws IOException, DocumentRefused {
        byte[] original = Files.readAllBytes(Path.of("src/test/resources/openapi/tabular.json"));
        normalised = Normaliser.normalise(original, Hints.databricks(null))
                .document()
                .at("/paths/~1invocations/post/requestBody/content/application~1json/schema");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        all columns in order          | {"dataframe_split":{"columns":["id","score","name"],"data":[[3,10.4,"abc"]]}}              | true
        with an index                 | {"dataframe_split":{"index":[0],"columns":["id","score","name"],"data":[[3,10.4,"abc"]]}}  | true
        columns in another order      | {"dataframe_split":{"columns":["name","id","score"],"data":[["abc",3,10.4]]}}              | true
        only the required column      | {"dataframe_split":{"columns":["id"],"data":[[3]]}}                                        | true
        with the column of no type    | {"dataframe_split":{"columns":["id","score","name","extra"],"data":[[3,1.5,"a",[1]]]}}     | true
        a cell of the wrong type      | {"dataframe_split":{"columns":["id","score","name"],"data":[["abc",10.4,"abc"]]}}          | false
        a cell too few                | {"dataframe_split":{"columns":["id","score","name"],"data":[[3,10.4]]}}                    | false
        a cell too many               | {"dataframe_split":{"columns":["id","score","name"],"data":[[3,10.4,"a",1]]}}              | false
        all columns, a wrong cell     | {"dataframe_split":{"columns":["id","score","name","extra"],"data":[[3,1.5,9,[1]]]}}       | false
        without the required column   | {"dataframe_split":{"columns":["name"],"data":[["abc"]]}}                                  | false
        an unknown column             | {"dataframe_split":{"columns":["id","nobody"],"data":[[3,1]]}}                             | false
        without columns               | {"dataframe_split":{"data":[[3,10.4,"abc"]]}}                                              | false
        records                       | {"dataframe_records":[{"id":1,"score":1.0,"name":"a"}]}                                    | true
        records with params           | {"dataframe_records":[{"id":1}],"params":{"cut":0.5}}                                      | true
        a scalar of no type           | {"dataframe_records":[{"id":1,"extra":7}]}                                                 | true
        records without the required  | {"dataframe_records":[{"score":1.0}]}                                                      | false
        records that are text         | {"dataframe_records":"oops"}                                                               | false
        both formats                  | {"dataframe_records":[{"id":1}],"dataframe_split":{"columns":["id"],"data":[[3]]}}         | false
        the published example's shape | {"columns":["id","score","name"],"data":[[3,10.4,"abc"]]}                                  | false
        nothing                       | {}                                                                                         | false
        """)
    void admitsWhatTheModelAdmits(String what, String body, boolean valid) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(normalised.toString(), InputFormat.JSON);

        assertThat(schema.validate(body, InputFormat.JSON).isEmpty()).as(what).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void showsExamplesThatValidate(int branch) {
        JsonNode examples = normalised.at("/oneOf/" + branch + "/examples");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(normalised.toString(), InputFormat.JSON);

        assertThat(examples.isEmpty()).isEqualTo(branch == 1);
        examples.forEach(example -> assertThat(schema.validate(example.toString(), InputFormat.JSON))
                .isEmpty());
    }
}
