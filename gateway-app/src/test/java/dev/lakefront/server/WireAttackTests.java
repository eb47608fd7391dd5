package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Sends what no client sends, byte by byte, and looks at what the model server gets: nothing, or exactly the requests
 * that the gateway has decided on. After each attack an honest caller must get its own answer.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WireAttackTests {

    private static final String KEY = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String OTHER_KEY =
            SubscriptionKey.issue(new SecureRandom()).reveal();

    /** What stands in braces in the files of cases. */
    private static final Map<String, String> WORDS = Map.of(
            "H", "Host: gateway.example\r\n",
            "POST", "POST /echo/invocations HTTP/1.1\r\n",
            "SMUGGLED", "GET /echo/items/smuggled HTTP/1.1\r\nHost: gateway.example\r\n\r\n",
            "KEY", KEY,
            "OTHER", OTHER_KEY);

    /** What the gateway adds by itself is drawn at random, and may have any word of a few digits in it. */
    private static final Pattern OWN_NUMBERS =
            Pattern.compile("(x-request-id|traceparent): [0-9a-f-]+", Pattern.CASE_INSENSITIVE);

    @TempDir
    private static Path folder;

    private static RecordingUpstream upstream;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        upstream = new RecordingUpstream();
        Gateway.write(folder, "secret", "workspace-secret-token\n");
        Gateway.write(folder, "config/gateway.yaml", "subscription-keys: { query: true }\n");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: header, name: Authorization, value: "Bearer ${file:%s}" }
            """.formatted(upstream.url(), folder.resolve("secret")));
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        api("echo", "public");
        api("closed", "internal");
        Gateway.write(folder, "config/subscriptions/mobile.yaml", """
            title: Mobile
            product: internal
            state: active
            keys:
              - { name: primary, hash: "%s" }
            """.formatted(
                        KeyDigest.of(KEY).written()));
        gateway = Gateway.start(
                folder, "--lakefront.server.body-idle-timeout=700ms", "--lakefront.server.head-timeout=700ms");
    }

    private static void api(String id, String product) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: %s
            workspace: models
            endpoint: %s
            openapi: { source: { file: %s.openapi.json } }
            products: [%s]
            request: { max-size: 1MB }
            """.formatted(id, id, id, product));
        Gateway.write(folder, "config/apis/" + id + ".openapi.json", """
            { "openapi": "3.1.0", "info": { "title": "Echo", "version": "1" },
              "paths": {
                "/invocations": { "post": { "responses": { "200": { "description": "ok" } } } },
                "/items/{id}": {
                  "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                  "get": { "responses": { "200": { "description": "ok" } } },
                  "options": { "responses": { "200": { "description": "ok" } } },
                  "head": { "responses": { "200": { "description": "ok" } } } } } }
            """);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    static Stream<WireCase> framing() {
        return WireCase.of("framing", WORDS);
    }

    static Stream<WireCase> paths() {
        return WireCase.of("paths", WORDS);
    }

    static Stream<WireCase> heads() {
        return WireCase.of("heads", WORDS);
    }

    static Stream<WireCase> bodies() {
        return WireCase.of("bodies", WORDS);
    }

    @ParameterizedTest
    @MethodSource
    void framing(WireCase attack) throws IOException {
        comesToWhatItMust(attack);
    }

    @ParameterizedTest
    @MethodSource
    void paths(WireCase attack) throws IOException {
        comesToWhatItMust(attack);
    }

    @ParameterizedTest
    @MethodSource
    void heads(WireCase attack) throws IOException {
        comesToWhatItMust(attack);
    }

    @ParameterizedTest
    @MethodSource
    void bodies(WireCase attack) throws IOException {
        comesToWhatItMust(attack);
    }

    @Test
    void writesNothingOfARequestIntoItsErrors() throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send("GET /%3Cscript%3E HTTP/1.1\r\nHost: a\r\nX-Request-Id: <script>\r\n\r\n");

            assertThat(caller.answer().toString()).doesNotContain("script", "Exception", "reactor", "netty");
            caller.send("GET /<script> HTTP/1.1\r\nHost: <script>\r\n\r\n");
            assertThat(caller.answer().toString()).doesNotContain("script", "Exception", "reactor", "netty");
        }
    }

    @Test
    void writesNoStackTraceForABodyThatBreaksOff(CapturedOutput output) throws IOException {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send("POST /echo/invocations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
            caller.send("nonsense\r\n\r\n");

            assertThat(caller.answer().status()).isEqualTo(400);
        }
        assertThat(output.getAll()).doesNotContain("NumberFormatException");
    }

    @Test
    void letsARefusedCallerGoOnSendingUntilItReadsWhy() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send("POST /echo/invocations HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                caller.send("a".repeat(64 * 1024));
                Thread.sleep(30);
            }

            assertThat(caller.answer().status()).isEqualTo(413);
            assertThat(caller.isClosedWithin(5_000)).isTrue();
        }
    }

    private static void comesToWhatItMust(WireCase attack) throws IOException {
        upstream.forget();
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(attack.send());
            RawCaller.Answer last = null;
            for (int status : attack.answers()) {
                last = caller.answer();
                assertThat(last.status()).as(last.body()).isEqualTo(status);
            }
            assertThat(last.header("X-Lakefront-Error")).as(last.body()).isEqualTo(attack.code());
            assertThat(caller.isClosedWithin(attack.closes() ? 5_000 : 50))
                    .as("connection closed")
                    .isEqualTo(attack.closes());
        }
        honestCallerGetsItsOwnAnswer();
        assertThat(upstream.malformed()).isEmpty();
        assertThat(upstream.seen().stream().map(seen -> seen.target()).toList())
                .as("what reached the model server")
                .containsExactlyElementsOf(Stream.concat(attack.reaches().stream(), Stream.of("/items/canary"))
                        .toList());
        if (attack.body() != null) {
            assertThat(upstream.seen().get(attack.reaches().size() - 1).body()).isEqualTo(attack.body());
        }
        assertThat(upstream.seen()).allSatisfy(WireAttackTests::carriesTheCredentialOnly);
        String seen =
                OWN_NUMBERS.matcher(upstream.seen().toString()).replaceAll("").toLowerCase(Locale.ROOT);
        attack.absent().forEach(word -> assertThat(seen).doesNotContain(word.toLowerCase(Locale.ROOT)));
    }

    private static void honestCallerGetsItsOwnAnswer() throws IOException {
        try (RawCaller honest = new RawCaller(gateway.port())) {
            honest.send("GET /echo/items/canary HTTP/1.1\r\nHost: gateway.example\r\n\r\n");
            assertThat(honest.answer().status()).isEqualTo(200);
        }
    }

    private static void carriesTheCredentialOnly(RecordingUpstream.Seen seen) {
        assertThat(seen.values("Authorization")).containsExactly("Bearer workspace-secret-token");
        assertThat(seen.toString()).doesNotContain(KEY);
        assertThat(seen.values("Connection")).isEmpty();
        assertThat(seen.values("Host")).containsExactly(upstream.url().substring("http://".length()));
    }
}
