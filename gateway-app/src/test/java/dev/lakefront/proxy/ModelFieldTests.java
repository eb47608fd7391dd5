package dev.lakefront.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.problem.GatewayProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFieldTests {

    @Test
    void findsTheModelWhereverItStands() {
        byte[] body = "{\"messages\":[{\"model\":\"x\"}], \"model\" : \"ch\\u0061t\" }".getBytes(UTF_8);

        ModelField model = ModelField.in(body);

        assertThat(model.value()).isEqualTo("chat");
        assertThat(new String(model.replace(body, "prod-\"chat\""), UTF_8))
                .isEqualTo("{\"messages\":[{\"model\":\"x\"}], \"model\" : \"prod-\\\"chat\\\"\" }");
    }

    @Test
    void leavesEveryOtherByteAsItWas() {
        byte[] body = "{ \"temperature\": 1.0e-0 ,\"model\":\"a\",\"x\":\"\u00e9\"}".getBytes(UTF_8);

        assertThat(new String(ModelField.in(body).replace(body, "bb"), UTF_8))
                .isEqualTo("{ \"temperature\": 1.0e-0 ,\"model\":\"bb\",\"x\":\"\u00e9\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"model\":1}",
                "{\"model\":null}",
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"model\":\"a\"",
                "{\"model\":\"a\"} x",
                "not json",
                "{\"model\":\"a\"}{\"model\":\"b\"}"
            })
    void refusesBodiesThatNameNoOneModel(String body) {
        assertThatThrownBy(() -> ModelField.in(body.getBytes(UTF_8))).isInstanceOf(GatewayProblem.class);
    }
}
