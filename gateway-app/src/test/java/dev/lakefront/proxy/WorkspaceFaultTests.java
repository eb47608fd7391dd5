package dev.lakefront.proxy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Databricks workspace with its faults, played by WireMock: what a caller of the gateway gets of each. */
class WorkspaceFaultTests {

    private static final String KEY = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";
    private static final String INVOCATIONS = "/serving-endpoints/churn-classifier/invocations";

    @TempDir
    private static Path folder;

    private static WireMockServer workspace;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        workspace = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        workspace.start();
        workspace.stubFor(get(urlEqualTo("/api/2.0/serving-endpoints/churn-classifier"))
                .willReturn(okJson("{\"name\":\"churn-classifier\",\"state\":{\"ready\":\"READY\"}}")));
        issue("first-token", Scenario.STARTED);
        Gateway.write(folder, "config/workspaces/prod.yaml", """
            type: databricks
            host: http://127.0.0.1:%d
            auth: { type: oauth-m2m, client-id: gateway, client-secret: very-secret }
            """.formatted(workspace.port()));
        Gateway.write(folder, "config/apis/churn.yaml", """
            title: Customer churn
            workspace: prod
            endpoint: churn-classifier
            timeouts: { first-byte: 500ms }
            """);
        Gateway.write(
                folder,
                "config/subscriptions/app.yaml",
                "title: App\nscope: all\nkeys: [{ name: primary, hash: \""
                        + KeyDigest.of(KEY).written() + "\" }]\n");
        gateway = Gateway.start(folder);
    }

    private static void issue(String token, String state) {
        workspace.stubFor(post(urlEqualTo("/oidc/v1/token"))
                .inScenario("tokens")
                .whenScenarioStateIs(state)
                .withBasicAuth("gateway", "very-secret")
                .willSetStateTo("issued")
                .willReturn(
                        okJson("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        workspace.stop();
    }

    @BeforeEach
    void reset() {
        workspace.resetRequests();
    }

    private static void answers(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
        workspace.stubFor(post(urlEqualTo(INVOCATIONS)).willReturn(answer));
    }

    private static HttpResponse<String> call() {
        return gateway.post("/churn/invocations", KEY, ROWS);
    }

    @Test
    void signsInWithATokenOfItsOwn() {
        answers(okJson("{\"predictions\":[0.7]}").withHeader("served-model-name", "churn-4"));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("served-model-name")).contains("churn-4");
        workspace.verify(
                1,
                postRequestedFor(urlEqualTo(INVOCATIONS))
                        .withHeader("Authorization", equalTo("Bearer first-token"))
                        .withRequestBody(equalTo(ROWS)));
    }

    @Test
    void exchangesAnotherTokenWhenTheWorkspaceRefusesItsOwn() {
        issue("second-token", "issued");
        workspace.stubFor(post(urlEqualTo(INVOCATIONS))
                .withHeader("Authorization", equalTo("Bearer first-token"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withBody("{\"error_code\":\"403\",\"message\":\"Invalid access token.\"}")));
        workspace.stubFor(post(urlEqualTo(INVOCATIONS))
                .withHeader("Authorization", equalTo("Bearer second-token"))
                .willReturn(okJson("{\"predictions\":[0.8]}")));

        HttpResponse<String> response = call();

        assertThat(response.body()).isEqualTo("{\"predictions\":[0.8]}");
        workspace.verify(1, postRequestedFor(urlEqualTo("/oidc/v1/token")));
        // For the tests that follow, any token will do.
        answers(okJson("{}"));
    }

    @Test
    void passesAnswersOfAFullWorkspaceOnWithTheirAdvice() {
        answers(aResponse()
                .withStatus(429)
                .withHeader("Content-Type", "application/json")
                .withHeader("Retry-After", "7")
                .withBody("{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"Exceeded\"}"));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.headers().firstValue("X-Lakefront-Error")).isEmpty();
        assertThat(response.body()).contains("REQUEST_LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_RESET_BY_PEER, backend-connection-lost",
        "EMPTY_RESPONSE, backend-connection-lost",
        "RANDOM_DATA_THEN_CLOSE, backend-connection-lost"
    })
    void namesABrokenConnection(Fault fault, String code) {
        answers(aResponse().withFault(fault));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains(code);
    }

    @Test
    void namesAWorkspaceThatIsTooSlow() {
        answers(okJson("{}").withFixedDelay(1500));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("backend-timeout");
    }

    @Test
    void hidesTheWorkspaceBehindARedirect() {
        answers(aResponse().withStatus(302).withHeader("Location", workspace.baseUrl() + "/login.html"));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void tellsWhenItsTokenEnds() {
        answers(okJson("{}"));
        call();

        double expiry = gateway.bean(MeterRegistry.class)
                .get("lakefront.token.expiry")
                .tag("workspace", "prod")
                .gauge()
                .value();

        assertThat(expiry - System.currentTimeMillis() / 1000.0).isBetween(3000.0, 3700.0);
    }

    @Test
    void servesAnEndpointWithoutDocumentByItsTask() {
        HttpResponse<String> document = gateway.get("/churn/openapi.json");

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.body()).contains("dataframe_split").doesNotContain("127.0.0.1:" + workspace.port());
        assertThat(gateway.snapshots().current().apis().get("churn").status().reason())
                .isNotBlank();
    }
}
