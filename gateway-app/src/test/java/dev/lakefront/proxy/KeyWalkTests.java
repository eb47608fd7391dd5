package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk with keys of every kind: who may call, and that neither key nor credential goes where it does not belong. */
class KeyWalkTests extends GatewayWalk {

    @ParameterizedTest
    @CsvSource({"Ocp-Apim-Subscription-Key, ''", "X-API-Key, ''", "api-key, ''", "Authorization, 'Bearer '"})
    void takesTheKeyFromEveryCarrierAndNeverForwardsIt(String header, String prefix) {
        HttpResponse<String> response = gateway.send(gateway.request("/churn/invocations")
                .header(header, prefix + KEY)
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(backend.last().toString()).doesNotContain(KEY);
    }

    @Test
    void takesTheKeyAsBasicPasswordAndFromTheQueryWhereThatIsOn() {
        String basic = java.util.Base64.getEncoder().encodeToString(("token:" + KEY).getBytes(StandardCharsets.UTF_8));

        assertThat(gateway.send(gateway.request("/churn/invocations")
                                .header("Authorization", "Basic " + basic)
                                .POST(HttpRequest.BodyPublishers.ofString(ROWS)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.request("/churn/invocations?x=1&subscription-key=" + KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(ROWS)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(backend.last().uri()).isEqualTo("/invocations?x=1");
    }

    @Test
    void refusesAMissingKey() {
        HttpResponse<String> response =
                gateway.send(gateway.request("/churn/invocations").POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertProblem(response, 401, "subscription-key-missing");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("X-API-Key");
    }

    @Test
    void cannotTellUnknownFromRevokedKeys() {
        HttpResponse<String> unknown = gateway.post("/churn/invocations", "lf_unknown", ROWS);
        HttpResponse<String> revoked = gateway.post("/churn/invocations", CANCELLED, ROWS);

        assertProblem(unknown, 401, "subscription-key-invalid");
        assertProblem(revoked, 401, "subscription-key-invalid");
        assertThat(withoutRequestId(revoked)).isEqualTo(withoutRequestId(unknown));
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    private static String withoutRequestId(HttpResponse<String> response) {
        return response.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    @Test
    void saysWhyASubscriptionDoesNotPass() {
        assertProblem(gateway.post("/churn/invocations", SUSPENDED, ROWS), 403, "subscription-suspended");
        assertProblem(gateway.post("/churn/invocations", EXPIRED, ROWS), 403, "subscription-expired");
        assertProblem(gateway.post("/churn/invocations", SUBMITTED, ROWS), 403, "subscription-not-active");
        assertProblem(gateway.post("/open/invocations", KEY, ROWS), 403, "not-subscribed");
    }

    @Test
    void refusesKeysThatDisagree() {
        HttpResponse<String> response = gateway.send(gateway.request("/churn/invocations")
                .header("X-API-Key", KEY)
                .header("Authorization", "Bearer something-else")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertProblem(response, 400, "conflicting-subscription-keys");
        assertThat(response.body()).doesNotContain(KEY);
    }

    @Test
    void letsAnyoneCallAnOpenProduct() {
        HttpResponse<String> response =
                gateway.send(gateway.request("/open/invocations").POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close, Authorization",
                "Connection: Authorization",
                "Authorization: Basic dG9rZW46",
                "Proxy-Authorization: x",
                "Connection: X-Lakefront-Credential, authorization, host"
            })
    void attachesTheCredentialWhateverTheCallerSends(String header) throws IOException {
        String key = header.startsWith("Authorization") ? "" : "X-API-Key: " + KEY + "\r\n";
        String path = key.isEmpty() ? "/open/invocations" : "/churn/invocations";
        String basicWithEmptyKey = key.isEmpty() ? "" : header + "\r\n";
        String response = raw("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + key + basicWithEmptyKey
                + "Content-Type: application/json\r\nContent-Length: " + ROWS.length() + "\r\n"
                + (header.startsWith("Connection") ? "" : "Connection: close\r\n") + "\r\n" + ROWS);

        assertThat(response).startsWith("HTTP/1.1 200");
        assertThat(backend.last().header("Authorization")).isEqualTo(SECRET);
        assertThat(response).doesNotContain(SECRET);
    }
}
