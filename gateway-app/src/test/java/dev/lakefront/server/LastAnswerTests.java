package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** How a call is counted whose connection ends with it. */
@Timeout(60)
class LastAnswerTests {

    private static final String CALL =
            "POST /echo/invocations HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        gateway = ServerGateway.start(folder, backend.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static long counted(String outcome) {
        return gateway.bean(MeterRegistry.class).find("lakefront.requests").tag("outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void assertCounted(String outcome, long before) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(counted(outcome)).as(outcome).isEqualTo(before + 1));
    }

    private static void assertSucceeds(FakeBackend.Answer answer) throws Exception {
        backend.answers(answer);
        long before = counted("succeeded");
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(CALL);

            assertThat(caller.answer().status()).isEqualTo(200);
            assertThat(caller.isClosedWithin(5_000)).isTrue();
        }
        assertCounted("succeeded", before);
    }

    @Test
    void countsAnAnswerInOnePieceAsAnswered() throws Exception {
        assertSucceeds(FakeBackend.json(200, "{\"ok\":1}"));
    }

    @Test
    void countsAnAnswerInManyPiecesAsAnswered() throws Exception {
        assertSucceeds(FakeBackend.json(200, "[" + "1,".repeat(200_000) + "1]"));
    }

    @Test
    void countsACallerThatLeavesAsCancelled() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        backend.answers((request, response) -> {
            there.countDown();
            return Mono.never();
        });
        long before = counted("cancelled");
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(CALL);
            there.await();
        }
        assertCounted("cancelled", before);
    }
}
