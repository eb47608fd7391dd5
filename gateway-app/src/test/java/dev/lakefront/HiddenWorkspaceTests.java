package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a caller can read says where the workspace is, or shows its token. */
class HiddenWorkspaceTests {

    @TempDir
    private static Path folder;

    private static DemoGateway gateway;

    @BeforeAll
    static void start() {
        gateway = DemoGateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/2.0/serving-endpoints",
                "/api/2.0/serving-endpoints/iris",
                "/api/2.0/serving-endpoints/iris/openapi",
                "/api/2.0/serving-endpoints/rag-chatbot/openapi",
                "/iris/openapi.json",
                "/iris/openapi.yaml",
                "/iris/openapi.json?version=3.0",
                "/rag-chatbot/openapi.json",
                "/assistant/openapi.json",
                "/embed/openapi.json",
                "/v1/models",
                "/.well-known/databricks-config",
                "/oidc/.well-known/oauth-authorization-server"
            })
    void describesWithoutNamingTheWorkspace(String path) {
        HttpResponse<String> answer = gateway.gateway().get(path, gateway.key());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertHidden(answer);
    }

    @Test
    void answersWithoutNamingTheWorkspace() {
        String row = "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";

        HttpResponse<String> answer =
                gateway.gateway().post("/iris/invocations", gateway.key(), "{\"dataframe_records\":[" + row + "]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHidden(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/iris/invocations",
                "/serving-endpoints/iris/invocations",
                "/serving-endpoints/iris/served-models/nothing/invocations",
                "/serving-endpoints/nobody/invocations",
                "/v1/chat/completions",
                "/nobody"
            })
    void failsWithoutNamingTheWorkspace(String path) {
        HttpResponse<String> answer = gateway.gateway().post(path, gateway.key(), "{\"model\":\"nobody\"}");

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertHidden(answer);
    }

    private static void assertHidden(HttpResponse<String> answer) {
        assertThat(answer.body()).doesNotContain(gateway.secrets());
        assertThat(answer.headers().map().toString()).doesNotContain(gateway.secrets());
    }
}
