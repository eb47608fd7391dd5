package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.proxy.FakeBackend;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Calls are turned away while there is still room for those that were let in. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class OverloadTests {

    private static final String HEAD = "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\n";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        gateway = ServerGateway.start(
                folder, backend.url(), "--lakefront.server.max-calls=2", "--lakefront.server.body-memory=1MB");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static void assertOverloaded(RawCaller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("X-Lakefront-Error")).isEqualTo("overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void turnsAwayOneCallTooManyAndLetsTheOthersFinish(CapturedOutput output) throws Exception {
        Sinks.Empty<Void> go = Sinks.empty();
        CountDownLatch there = new CountDownLatch(2);
        backend.answers((request, response) -> {
            there.countDown();
            return go.asMono().then(Mono.from(FakeBackend.json(200, "{}").to(request, response)));
        });
        String call = "POST /echo/invocations HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
        try (RawCaller first = new RawCaller(gateway.port());
                RawCaller second = new RawCaller(gateway.port());
                RawCaller third = new RawCaller(gateway.port())) {
            first.send(call);
            second.send(call);
            there.await();
            third.send(call);

            assertOverloaded(third.answer());
            assertThat(output.getAll())
                    .as("nothing is written for it on the event loop")
                    .doesNotContain("A call failed");
            go.tryEmitEmpty();
            assertThat(first.answer().status()).isEqualTo(200);
            assertThat(second.answer().status()).isEqualTo(200);
            third.send(call);
            assertThat(third.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void takesNoMoreBodiesThanItHasRoomFor(CapturedOutput output) throws Exception {
        backend.answers(FakeBackend.json(200, "{}"));
        Overload overload = gateway.bean(Overload.class);
        try (RawCaller first = new RawCaller(gateway.port());
                RawCaller second = new RawCaller(gateway.port())) {
            // Counted double: this one alone takes most of the room, before its bytes are there.
            first.send(HEAD + "Content-Length: 400000\r\n\r\n{");
            await().untilAsserted(() -> assertThat(overload.held()).isEqualTo(400_000));

            second.send(HEAD + "Content-Length: 200000\r\n\r\n{");
            assertOverloaded(second.answer());
        }
        await().untilAsserted(() -> assertThat(overload.held()).isZero());
        HttpResponse<String> after = gateway.post("/v1/chat/completions", null, "{\"model\":\"talk\"}");
        assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(overload.held()).isZero());
        assertThat(output.getAll())
                .as("whoever likes can leave: a stack trace for each would fill the disk")
                .doesNotContain("500 Server Error");
    }

    @Test
    void countsAChunkedBodyAsItGrows() throws Exception {
        Overload overload = gateway.bean(Overload.class);
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Transfer-Encoding: chunked\r\n\r\nC3500\r\n" + "a".repeat(800_000) + "\r\n");

            assertOverloaded(caller.answer());
        }
        await().untilAsserted(() -> assertThat(overload.held()).isZero());
    }

    @Test
    void knowsAFullHeapByWhatACollectionLeaves() {
        HeapPressure heap = new HeapPressure();
        Overload overload = new Overload(
                new ServerProperties(1, 1, DataSize.ofKilobytes(1), s(1), s(1), s(1), s(1), s(1)), new Callers(), heap);
        heap.collected(80, 100);
        overload.check();

        heap.collected(95, 100);

        assertThatThrownBy(overload::check).isInstanceOf(GatewayProblem.class).hasMessageContaining("memory");
        await().atMost(s(5)).ignoreExceptions().untilAsserted(overload::check);
    }

    private static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
