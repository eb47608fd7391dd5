package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.demo.DemoCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The iris endpoint: it classifies, in all four formats alike. */
class IrisModelTests {

    private static final DemoCaller CALLER = DemoCaller.start();
    private static final String TWO = "{\"predictions\":[\"setosa\",\"virginica\"]}";

    @AfterAll
    static void stop() {
        CALLER.close();
    }

    @Test
    void classifiesNineInTenOfFishersIrises() {
        List<String> lines = Embedded.text("iris.csv").lines().skip(1).toList();
        ObjectNode body = Json.object();
        ArrayNode instances = body.putArray("instances");
        List<String> species = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(",");
            ArrayNode row = instances.addArray();
            for (int i = 0; i < 4; i++) {
                row.add(Double.parseDouble(cells[i]));
            }
            species.add(cells[4]);
        }

        List<String> predictions = CALLER.query("iris", body.toString()).json().get("predictions").values().stream()
                .map(prediction -> prediction.stringValue())
                .toList();

        long right = 0;
        for (int i = 0; i < species.size(); i++) {
            right += species.get(i).equals(predictions.get(i)) ? 1 : 0;
        }
        assertThat(species).hasSize(150);
        assertThat(right).isGreaterThan(135);
    }

    private static final List<String> FORMATS = List.of(
            "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\",\"petal_length\","
                    + "\"petal_width\"], \"data\":[[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5]]}}",
            "{\"dataframe_split\":{\"index\":[7,9], \"columns\":[\"petal_width\",\"colour\","
                    + "\"petal_length\",\"sepal_width\",\"sepal_length\"], \"data\":[[0.2,\"blue\",1.4,3.5,5.1],"
                    + "[2.5,\"blue\",6,3.3,6.3]]},\"client_request_id\":\"r-1\"}",
            "{\"dataframe_records\":[{\"petal_width\":0.2,\"petal_length\":1.4,\"sepal_width\":3.5,"
                    + "\"sepal_length\":5.1}, {\"sepal_length\":6.3,\"sepal_width\":3.3,\"petal_length\":6.0,"
                    + "\"petal_width\":2.5}]}",
            "{\"instances\":[{\"petal_width\":0.2,\"petal_length\":1.4,\"sepal_width\":3.5,"
                    + "\"sepal_length\":5.1}, {\"sepal_length\":6.3,\"sepal_width\":3.3,\"petal_length\":6.0,"
                    + "\"petal_width\":2.5}]}",
            "{\"instances\":[[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5]]}",
            "{\"inputs\":{\"petal_width\":[0.2,2.5],\"petal_length\":[1.4,6.0], \"sepal_width\":[3.5,"
                    + "3.3],\"sepal_length\":[5.1,6.3]}}",
            "{\"inputs\":[[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5]]}");

    static List<String> formats() {
        return FORMATS;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void understandsAllFormatsAlike(String body) {
        Answer answer = CALLER.query("iris", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TWO);
    }

    @Test
    void answersAtItsServedModelToo() {
        Answer answer = CALLER.post(
                "/serving-endpoints/iris/served-models/iris-3/invocations",
                "{\"inputs\":{\"petal_width\":0.2,\"petal_length\":1.4,\"sepal_width\":3.5,\"sepal_length\":5.1}}");

        assertThat(answer.body()).isEqualTo("{\"predictions\":[\"setosa\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\":[]}",
                "{\"dataframe_records\":[]}",
                "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\",\"petal_length\",\"petal_width\"],\"data\":[]}}"
            })
    void predictsNothingForNoRows(String body) {
        assertThat(CALLER.query("iris", body).body()).isEqualTo("{\"predictions\":[]}");
    }

    @Test
    void honoursItsParameter() {
        Answer far = CALLER.query("iris", "{\"instances\":[[50,3.5,1.4,0.2]],\"params\":{\"max_distance\":10.0}}");
        Answer wrong = CALLER.query("iris", "{\"instances\":[[5,3.5,1.4,0.2]],\"params\":{\"max_distance\":\"10\"}}");

        assertThat(far.body()).isEqualTo("{\"predictions\":[\"unknown\"]}");
        assertThat(wrong.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|exactly one of the input fields ['dataframe_split', 'dataframe_records', 'instances', 'inputs']",
                "{\"inputs\":[],\"instances\":[]}|Received dictionary with input fields: ['inputs', 'instances']",
                "{\"dataframe_split\":[{}]}|Dataframe split format must be a dictionary",
                "{\"dataframe_split\":{\"columns\":[\"sepal_length\"],\"data\":[[1]]}}"
                        + "|Model is missing inputs ['sepal_width', 'petal_length', 'petal_width'].",
                "{\"dataframe_split\":{\"data\":[[1]]}}|Note that there were extra inputs: [0]",
                "{\"dataframe_records\":[{\"colour\":1}]}|Note that there were extra inputs: ['colour']",
                "{\"dataframe_records\":{}}|Dataframe records format must be a list of records",
                "{\"dataframe_records\":[1]}|Dataframe records format must be a list of records",
                "{\"instances\":[5.1,3.5,1.4,0.2]}|must be a list of records",
                "{\"instances\":[[1,2,3]]}|4 columns passed, passed data had 3 columns",
                "{\"instances\":[[1,2,3,\"x\"]]}|Can not safely convert STRING to float64",
                "{\"instances\":[[1,2,3,null]]}|Input contains NaN in column petal_width",
                "{\"instances\":[[1,2,3,1e999]]}|Incompatible input types for column petal_width",
                "{\"inputs\":{\"sepal_length\":[1,2],\"sepal_width\":[1],\"petal_length\":[1],\"petal_width\":[1]}}"
                        + "|All arrays must be of the same length",
                "{\"instances\":[[1,2,3,true]]}|Can not safely convert BOOLEAN to float64",
                "{\"inputs\":{\"sepal_length\":1}}|Model is missing inputs",
            })
    void saysWhatIsWrongWithItsInput(String body, String message) {
        Answer answer = CALLER.query("iris", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_code").stringValue()).isEqualTo("BAD_REQUEST");
        assertThat(answer.json().get("message").stringValue()).contains(message);
    }

    @Test
    void refusesANumberThatNoFloatHolds() {
        Answer answer = CALLER.query("iris", "{\"instances\":[[1,2,3," + "9".repeat(400) + "]]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").stringValue()).contains("Can not safely convert NUMBER");
    }

    @Test
    void refusesAnIndexOfAnotherLength() {
        Answer answer = CALLER.query(
                "iris",
                "{\"dataframe_split\":{\"index\":[1,2,3],\"columns\":[\"sepal_length\",\"sepal_width\",\"petal_length\","
                    + "\"petal_width\"],\"data\":[[1,2,3,4]]}}");

        assertThat(answer.json().get("message").stringValue())
                .contains("Shape of passed values is (1, 4), indices imply (3, 4)");
    }
}
