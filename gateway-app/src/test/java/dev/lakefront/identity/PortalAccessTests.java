package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.PageAccess.Audience;
import dev.lakefront.portal.PortalVisit;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.WebFilter;

/** Who gets which page: every row of the table for every role, and whatever else a path can be written like. */
class PortalAccessTests {

    @TempDir
    private static Path folder;

    private static Gateway gateway;
    private static Everybody everybody;

    @BeforeAll
    static void start() {
        gateway = Gateway.startWithPortal(folder, ProbePages.class);
        everybody = new Everybody(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> rows() {
        List<Arguments> cases = new ArrayList<>();
        for (PageAccess.Row row : PageAccess.TABLE) {
            String pattern = row.pattern().getPatternString().replace("/*/", "/some/");
            if (pattern.matches("/portal|/portal/(assets|sign-).*")) {
                continue;
            }
            List<String> paths = pattern.endsWith("/**")
                    ? List.of(pattern.replace("/**", ""), pattern.replace("/**", "/a/b"))
                    : List.of(pattern);
            for (String path : paths) {
                for (Who who : Who.values()) {
                    cases.add(Arguments.of("GET", path, who, row.reads()));
                    cases.add(Arguments.of("POST", path, who, row.changes()));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holdsToTheTable(String method, String path, Who who, Audience audience) {
        HttpResponse<String> response = everybody.ask(who, method, path);

        if (who.isIn(audience)) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(ProbePages.CONTENT);
        } else {
            refused(response, method, path, who);
        }
    }

    /** The same once more, written down for people, so that a change of the table shows. */
    @ParameterizedTest
    @CsvSource({
        "GET,/portal/apis,STRANGER",
        "GET,/portal/apis/iris,STRANGER",
        "GET,/portal/apis/iris/reference/swagger,STRANGER",
        "GET,/portal/apis/iris/try,STRANGER",
        "POST,/portal/apis/iris/try,STRANGER",
        "POST,/portal/apis/iris/mock/score,STRANGER",
        "POST,/portal/apis/iris/try/key,DEVELOPER",
        "GET,/portal/products/gold,STRANGER",
        "GET,/portal/products/gold/subscribe,DEVELOPER",
        "POST,/portal/products/gold/subscribe,DEVELOPER",
        "GET,/portal/docs,STRANGER",
        "GET,/portal/docs/problems/overloaded,STRANGER",
        "GET,/portal/status,STRANGER",
        "GET,/portal/keys,DEVELOPER",
        "POST,/portal/keys/abc/revoke,DEVELOPER",
        "GET,/portal/subscriptions/1,DEVELOPER",
        "GET,/portal/usage,DEVELOPER",
        "GET,/portal/usage.csv,DEVELOPER",
        "GET,/portal/requests/abc,DEVELOPER",
        "GET,/portal/admin,APPROVER",
        "POST,/portal/admin/approvals/1,APPROVER",
        "GET,/portal/admin/audit,ADMINISTRATOR",
        "GET,/portal/admin/onboard,APPROVER",
        "GET,/portal/admin/onboard.txt,APPROVER",
        "GET,/portal/admin/apis/iris,ADMINISTRATOR",
        "GET,/portal/admin/snapshot,ADMINISTRATOR",
        "POST,/portal/admin/snapshot/reload,ADMINISTRATOR"
    })
    void opensEachPageFromOneRoleOn(String method, String path, Who least) {
        for (Who who : Who.values()) {
            HttpResponse<String> response = everybody.ask(who, method, path);
            if (who.compareTo(least) >= 0) {
                assertThat(response.body()).as(who.name()).isEqualTo(ProbePages.CONTENT);
            } else {
                refused(response, method, path, who);
            }
        }
    }

    private static void refused(HttpResponse<String> response, String method, String path, Who who) {
        assertThat(response.body()).doesNotContain(ProbePages.CONTENT);
        if (who == Who.STRANGER) {
            assertThat(response.statusCode()).isEqualTo(303);
            String to = method.equals("GET") ? "?to=" + path.replace("/", "%2F") : "";
            assertThat(PortalVisit.location(response)).isEqualTo("/portal/sign-in" + to);
        } else {
            assertThat(response.statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/portal/nothing", "/portal/nothing/at/all", "/portal/keysx", "/portal/Admin", "/portal/statuses"
            })
    void knowsNoOtherPaths(String path) {
        for (Who who : Who.values()) {
            assertThat(everybody.ask(who, "GET", path).statusCode())
                    .as(who.name())
                    .isEqualTo(404);
            assertThat(everybody.ask(who, "POST", path).statusCode())
                    .as(who.name())
                    .isEqualTo(404);
        }
    }

    /** Sent as they stand: no client may tidy them up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal/keys",
                "//portal/keys",
                "/portal//keys",
                "/portal/keys/",
                "/portal/;x/keys",
                "/portal;x=y/keys",
                "/portal/keys;jsessionid=1",
                "/%70ortal/keys",
                "/port%61l/k%65ys",
                "/portal%2Fkeys",
                "/portal%252Fkeys",
                "/portal/%2e/keys",
                "/portal/./keys",
                "/x/../portal/keys",
                "/portal/docs/../keys",
                "/portal/docs/%2e%2e/keys",
                "/portal/docs/..;/keys",
                "/portal\\keys",
                "/portal%5Ckeys",
                "/PORTAL/keys",
                "/Portal/Keys",
                "/portal/keys?x=/portal/docs",
                "/portal/keys#/portal/docs",
                "/portal/keys%00",
                "/portal/keys%20",
                "/portal/keys.",
                "/portal/keys.html",
                "/portal%00/keys",
                "/%ef%bd%90ortal/keys",
                "/portal/k\u00adeys",
                "/./portal/keys",
                "http://other.example/portal/keys",
                "http://127.0.0.1/portal/keys",
                "portal/keys",
                "*",
                "/portal/usage.csv?",
                "/portal/admin/audit",
                "/portal/apis/x/../../keys"
            })
    void protectsThePageHoweverItsPathIsWritten(String target) throws IOException {
        for (String method :
                List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO")) {
            String answer = raw(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(method).doesNotContain(ProbePages.CONTENT).doesNotStartWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-HTTP-Method-Override"})
    void believesNoHeaderThatNamesAnotherPath(String header) throws IOException {
        assertThat(raw("GET /portal/keys HTTP/1.1\r\nHost: localhost\r\n" + header
                        + ": /portal/docs\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 303");
        assertThat(raw("GET /portal/docs HTTP/1.1\r\nHost: localhost\r\n" + header
                        + ": /portal/keys\r\nConnection: close\r\n\r\n"))
                .contains(ProbePages.CONTENT);
    }

    /** What would be a hole if the port of probes served pages without asking. */
    @Test
    void protectsThePagesOnThePortOfProbesAsWell() {
        HttpResponse<String> response =
                PortalVisit.at("http://127.0.0.1:" + gateway.managementPort()).get("/portal/keys");

        assertThat(response.statusCode()).isIn(303, 404);
        assertThat(response.body()).doesNotContain(ProbePages.CONTENT);
    }

    @Test
    void preflightsTellNothing() {
        HttpResponse<String> response = everybody
                .visit(Who.STRANGER)
                .send(everybody
                        .visit(Who.STRANGER)
                        .request("/portal/keys")
                        .header("Origin", "https://evil.example")
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(response.body()).doesNotContain(ProbePages.CONTENT);
    }

    @Test
    void asksNoSecurityAboutCallsOfApis() {
        int before = ProbePages.ASKED.get();

        gateway.post("/iris/invocations", "no-such-key", "{}");
        gateway.post("/serving-endpoints/iris/invocations", "no-such-key", "{}");
        gateway.post("/v1/chat/completions", "no-such-key", "{\"model\":\"assistant\"}");
        gateway.get("/v1/models");
        gateway.get("/.well-known/databricks-config");
        gateway.get("/iris/openapi.json");
        gateway.get("/no/such/path");

        assertThat(ProbePages.ASKED.get()).isEqualTo(before);
        gateway.get("/portal/docs");
        assertThat(ProbePages.ASKED.get()).isGreaterThan(before);
    }

    @Test
    void putsNoFilterInFrontOfCalls() {
        assertThat(gateway.beans(WebFilterChainProxy.class)).isEmpty();
        assertThat(gateway.beans(WebFilter.class).values())
                .extracting(filter -> filter.getClass().getPackageName())
                .noneMatch(name -> name.startsWith("org.springframework.security"));
    }

    @Test
    void tellsScriptsToSignInRatherThanRedirectingThem() {
        PortalVisit stranger = everybody.visit(Who.STRANGER);

        HttpResponse<String> part =
                stranger.send(stranger.request("/portal/keys").header("HX-Request", "true"));
        HttpResponse<String> fetched = gateway.send(gateway.request("/portal/apis/iris/try/key")
                .header("X-CSRF-Token", stranger.token())
                .header(
                        "Cookie",
                        "lakefront-form=" + stranger.cookie("lakefront-form").orElseThrow())
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).contains("/portal/sign-in?to=%2Fportal%2Fkeys");
        assertThat(fetched.statusCode()).isEqualTo(401);
        assertThat(fetched.body()).contains("sign-in-required");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
