package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Callers that send slowly, or not at all: each is told so in time, and nobody else notices. */
@Timeout(60)
class CallerTimeoutTests {

    private static final String HEAD = "POST /echo/invocations HTTP/1.1\r\nHost: a\r\n";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        gateway = ServerGateway.start(
                folder,
                backend.url(),
                "--lakefront.server.idle-timeout=2s",
                "--lakefront.server.head-timeout=600ms",
                "--lakefront.server.body-idle-timeout=600ms",
                "--lakefront.server.body-timeout=1500ms",
                "--lakefront.server.max-connections=60");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(FakeBackend.json(200, "{}"));
        backend.received().clear();
    }

    private static void assertTimedOut(RawCaller caller) throws IOException {
        RawCaller.Answer answer = caller.answer();
        assertThat(answer.status()).as(answer.body()).isEqualTo(408);
        assertThat(answer.header("X-Lakefront-Error")).isEqualTo("request-timeout");
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(caller.isClosedWithin(5_000)).isTrue();
    }

    @Test
    void cutsAHeadThatDrips() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            long begun = System.nanoTime();
            for (char character : "GET /echo/invo".toCharArray()) {
                caller.send(String.valueOf(character));
                Thread.sleep(100);
            }

            assertTimedOut(caller);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(millis(600), millis(10_000));
        }
    }

    @Test
    void cutsABodyThatStops() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Content-Length: 20\r\n\r\n{\"da");

            assertTimedOut(caller);
            assertThat(backend.received()).isEmpty();
        }
    }

    @Test
    void cutsABodyThatDripsForever() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Content-Length: 1000\r\n\r\n");
            for (int i = 0; i < 12; i++) {
                caller.send(" ");
                Thread.sleep(200);
            }

            assertTimedOut(caller);
        }
    }

    @Test
    void cutsAChunkedBodyThatStopsOnItsWayToTheModelServer() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

            assertTimedOut(caller);
            assertThat(backend.received()).isEmpty();
        }
    }

    @Test
    void letsAModelServerTakeItsTime() throws Exception {
        backend.answers((request, response) -> Mono.delay(millis(1_800))
                .then(Mono.from(FakeBackend.json(200, "{}").to(request, response))));
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Content-Length: 2\r\n\r\n{}");

            assertThat(caller.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void closesConnectionsThatAreNotUsed() throws Exception {
        try (RawCaller silent = new RawCaller(gateway.port());
                RawCaller once = new RawCaller(gateway.port())) {
            once.send(HEAD + "Content-Length: 2\r\n\r\n{}");
            assertThat(once.answer().status()).isEqualTo(200);

            assertThat(once.isClosedWithin(500)).as("closed at once").isFalse();
            assertThat(once.isClosedWithin(8_000)).as("closed at last").isTrue();
            assertThat(silent.isClosedWithin(8_000)).isTrue();
        }
    }

    @Test
    void refusesOneConnectionTooManyAndServesTheRest() throws Exception {
        Callers callers = gateway.bean(Callers.class);
        await().untilAsserted(() -> assertThat(callers.connections()).isZero());
        List<RawCaller> open = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                open.add(new RawCaller(gateway.port()));
            }
            await().untilAsserted(() -> assertThat(callers.connections()).isEqualTo(60));
            try (RawCaller tooMany = new RawCaller(gateway.port())) {
                assertThat(tooMany.isClosedWithin(1_500)).isTrue();
            }
            RawCaller first = open.getFirst();
            first.send(HEAD + "Content-Length: 2\r\n\r\n{}");
            assertThat(first.answer().status()).isEqualTo(200);
        } finally {
            for (RawCaller caller : open) {
                caller.close();
            }
        }
        await().untilAsserted(() -> assertThat(callers.connections()).isZero());
        assertThat(callers.calls()).isZero();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
