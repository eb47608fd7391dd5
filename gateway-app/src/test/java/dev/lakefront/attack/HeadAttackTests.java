package dev.lakefront.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request lines and headers that try to be read in two ways, to reach another path, or to speak for the gateway. */
class HeadAttackTests {

    @TempDir
    private static Path folder;

    private static AttackedGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new AttackedGateway(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream.forget();
    }

    private static AttackedGateway.Answer get(String requestLine, String headers) {
        return gateway.send(
                requestLine + "\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n" + headers + "\r\n{}");
    }

    private static String key() {
        return "X-API-Key: " + gateway.key + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//churn/invocations",
                "/churn//invocations",
                "/./churn/invocations",
                "/churn/../churn/invocations",
                "/churn/%2e%2e/churn/invocations",
                "/churn/%252e%252e/churn/invocations",
                "/churn/..;/churn/invocations",
                "/;x=1/churn/invocations",
                "/churn;jsessionid=1/invocations",
                "/churn%2finvocations",
                "/churn%5cinvocations",
                "/churn\\invocations",
                "/churn/invocations%00",
                "/churn/invocations%0a",
                "/churn/invocations%20",
                "/churn/invocations.",
                "/churn/invocations%2e",
                "/churn/invocations/",
                "/churn/%c0%ae%c0%ae/invocations",
                "/churn/%u002e/invocations",
                "/CHURN/invocations",
                "/churn/invocations%3f",
                "/churn/invocations#x",
                "/churn/invocations%",
                "/churn/invocations%zz",
                "/%63hurn/../../admin",
                "/churn/\u00efnvocations",
                "http://evil/churn/invocations/..",
                "http://user@evil/admin",
                "*",
                "churn/invocations",
                "evil:443"
            })
    void leadsNoSpellingOfAPathAnywhereElse(String target) {
        AttackedGateway.Answer answer = get("POST " + target + " HTTP/1.1", key());

        assertThat(answer.status()).as(answer.text()).isIn(0, 400, 404);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRACE /churn/invocations HTTP/1.1",
                "CONNECT evil:443 HTTP/1.1",
                "post /churn/invocations HTTP/1.1",
                "GE T /churn/invocations HTTP/1.1",
                "POST /churn/invocations HTTP/1.1x",
                "POST /churn/invocations HTTP/9.9",
                "POST /churn/invocations",
                "POST /churn/invocations HTTP/2.0"
            })
    void refusesWhatIsNoRequestLine(String line) {
        AttackedGateway.Answer answer = get(line, key());

        assertThat(answer.status()).as(answer.text()).isIn(0, 400, 404, 405, 501, 505);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: DELETE",
                "X-Original-URL: /admin",
                "X-Rewrite-URL: /admin",
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-Prefix: /admin",
                "Forwarded: for=10.0.0.1",
                "X-Real-IP: 10.0.0.1",
                "Proxy: http://evil",
                "X-Databricks-Org-Id: 1",
                "X-Consumer-Id: admin",
                "X-Accel-Redirect: /admin",
                "X-Sendfile: /etc/passwd",
                "Authorization_: Bearer mine",
                "X_Api_Key: other",
                "Upgrade: h2c",
                "TE: trailers",
                "Expect: 100-continue",
                "Cookie: a=b"
            })
    void saysNothingForTheGateway(String header) {
        get("POST /churn/invocations HTTP/1.1", key() + header + "\r\n");

        String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
        assertThat(gateway.upstream.requests())
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(
                        request -> assertThat(request.toLowerCase(Locale.ROOT)).doesNotContain("\r\n" + name + ":"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close, Authorization",
                "Authorization",
                "close, X-API-Key",
                "close, Host, Content-Length",
                "close, X-Request-Id"
            })
    void stripsNothingOfTheGatewaysOwn(String connection) {
        gateway.send("POST /churn/invocations HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + key() + "Connection: "
                + connection + "\r\n\r\n{}");

        assertThat(gateway.upstream.rubbish()).isEmpty();
        assertThat(gateway.upstream.requests())
                .allSatisfy(request -> assertThat(request)
                        .contains("Authorization: " + AttackedGateway.TOKEN)
                        .containsIgnoringCase("\r\nx-request-id: ")
                        .doesNotContain(gateway.key));
    }

    @Test
    void takesOneKeyOnly() {
        assertThat(get("POST /churn/invocations HTTP/1.1", key() + "X-API-Key: lf_other\r\n")
                        .status())
                .isIn(400, 401);
        assertThat(get("POST /churn/invocations HTTP/1.1", key() + "Ocp-Apim-Subscription-Key: lf_other\r\n")
                        .status())
                .isIn(400, 401);
        assertThat(get("POST /churn/invocations HTTP/1.1", "X-API-Key: " + gateway.key + ", x\r\n")
                        .status())
                .isIn(400, 401);
        assertThat(get("POST /churn/invocations HTTP/1.1", "X_API_Key: " + gateway.key + "\r\n")
                        .status())
                .isEqualTo(401);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void refusesHeadsBeyondItsBounds() {
        assertThat(get("POST /churn/invocations?" + "a".repeat(9_000) + " HTTP/1.1", key())
                        .status())
                .isIn(0, 400, 413, 414, 431);
        assertThat(get("POST /churn/invocations HTTP/1.1", key() + ("X-Long: " + "b".repeat(8_000) + "\r\n").repeat(9))
                        .status())
                .isIn(0, 400, 413, 431);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a/b\r\n", "Host: a b\r\n", "Host: user@a\r\n"})
    void refusesAHostThatIsNone(String host) {
        AttackedGateway.Answer answer = gateway.send("POST /churn/invocations HTTP/1.1\r\n" + host + key()
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer.status()).as(answer.text()).isIn(0, 400);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void writesNoPartOfARequestIntoItsErrors() {
        AttackedGateway.Answer answer =
                get("POST /churn/%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1", "X-Request-Id: <script>\r\n" + key());

        assertThat(answer.text())
                .doesNotContain("<script>")
                .doesNotContain("Exception")
                .doesNotContain("reactor");
    }
}
