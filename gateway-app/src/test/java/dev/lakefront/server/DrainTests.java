package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.proxy.FakeBackend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stops real processes while they are in use (S1 to S4). */
@Timeout(180)
class DrainTests {

    private static final String CALL = "POST /echo/invocations HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        ServerGateway.configure(folder, backend.url());
    }

    @BeforeEach
    void forget() {
        backend.received().clear();
    }

    /** Waits until so many calls have come to the model server. */
    private static void underWay(int calls) {
        await().atMost(Duration.ofSeconds(30)).until(() -> backend.received().size() >= calls);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    private static void answersAfter(Duration wait) {
        backend.answers((request, response) -> Mono.delay(wait)
                .then(Mono.from(FakeBackend.json(200, "{\"ok\":1}").to(request, response))));
    }

    /** One event each tenth of a second. */
    private static void streams(int events) {
        backend.answers((request, response) -> response.sse()
                .sendGroups(Flux.concat(
                        Flux.interval(Duration.ofMillis(100))
                                .take(events)
                                .map(n -> Mono.just(event("{\"n\":" + n + "}"))),
                        Mono.just(Mono.just(event("[DONE]"))))));
    }

    private static ByteBuf event(String data) {
        return Unpooled.copiedBuffer("data: " + data + "\n\n", StandardCharsets.UTF_8);
    }

    @Test
    @Tag("chaos")
    void losesNoCallBehindALoadBalancer() throws Exception {
        answersAfter(Duration.ofMillis(30));
        AtomicBoolean over = new AtomicBoolean();
        try (GatewayProcess stopped = GatewayProcess.start(folder, List.of(), "--lakefront.drain.delay=2s");
                GatewayProcess other = GatewayProcess.start(folder, List.of());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<BalancedCaller> callers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                callers.add(new BalancedCaller(List.of(stopped, other), CALL, over));
            }
            callers.forEach(threads::submit);
            GatewayProcess.pause(1_500);

            stopped.terminate();
            GatewayProcess.pause(700);
            assertThat(stopped.readiness()).as("readiness while it drains").isEqualTo(503);
            Duration took = stopped.awaitExit(Duration.ofSeconds(20));
            GatewayProcess.pause(500);
            over.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

            assertThat(callers)
                    .allSatisfy(caller -> assertThat(caller.failures()).isEmpty());
            assertThat(callers.stream().mapToInt(caller -> caller.calls()).sum())
                    .isGreaterThan(200);
            assertThat(took).isLessThan(Duration.ofSeconds(12));
        }
    }

    @Test
    void letsCallsFinishAndEndsThoseThatTakeTooLong() throws Exception {
        backend.answers((request, response) -> Mono.delay(
                        Duration.ofMillis(request.body().contains("slow") ? 60_000 : 1_500))
                .then(Mono.from(FakeBackend.json(200, "{\"ok\":1}").to(request, response))));
        try (GatewayProcess gateway = GatewayProcess.start(
                        folder, List.of(), "--lakefront.drain.timeout=3s", "--lakefront.drain.stream-timeout=1s");
                RawCaller quick = new RawCaller(gateway.port());
                RawCaller slow = new RawCaller(gateway.port());
                RawCaller idle = new RawCaller(gateway.port())) {
            quick.send(CALL);
            slow.send(CALL.replace("Length: 2", "Length: 8").replace("{}", "{\"slow\"}"));
            underWay(2);

            gateway.terminate();

            RawCaller.Answer answered = quick.answer();
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.header("Connection")).isEqualToIgnoringCase("close");
            RawCaller.Answer ended = slow.answer();
            assertThat(ended.status()).as(ended.body()).isEqualTo(503);
            assertThat(ended.header("X-Lakefront-Error")).isEqualTo("gateway-stopping");
            assertThat(ended.header("Retry-After")).isEqualTo("1");
            assertThat(idle.isClosedWithin(100)).isTrue();
            gateway.awaitExit(Duration.ofSeconds(15));
        }
    }

    @Test
    void endsStreamsWithALastEventAndNotInSilence() throws Exception {
        streams(400);
        try (GatewayProcess gateway = GatewayProcess.start(
                folder, List.of(), "--lakefront.drain.timeout=1s", "--lakefront.drain.stream-timeout=2s")) {
            List<CompletableFuture<String>> streams = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                streams.add(CompletableFuture.supplyAsync(() -> readAll(gateway.port()), Thread::startVirtualThread));
            }
            underWay(60);

            gateway.terminate();
            gateway.awaitExit(Duration.ofSeconds(20));

            for (CompletableFuture<String> stream : streams) {
                String text = stream.get(10, TimeUnit.SECONDS);
                assertThat(text).contains("data: {\"n\":2}").doesNotContain("[DONE]");
                assertThat(text).as("last event").contains("gateway-stopping");
                assertThat(text).as("an aborted transfer has no last chunk").doesNotContain("\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    @Tag("chaos")
    void letsStreamsFinishThatHaveTheTime() throws Exception {
        streams(20);
        try (GatewayProcess gateway = GatewayProcess.start(
                folder, List.of(), "--lakefront.drain.timeout=500ms", "--lakefront.drain.stream-timeout=20s")) {
            CompletableFuture<String> stream =
                    CompletableFuture.supplyAsync(() -> readAll(gateway.port()), Thread::startVirtualThread);
            underWay(1);

            gateway.terminate();

            assertThat(stream.get(20, TimeUnit.SECONDS))
                    .contains("data: [DONE]")
                    .endsWith("\r\n0\r\n\r\n");
            assertThat(gateway.awaitExit(Duration.ofSeconds(15))).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void stopsAtOnceWhereNothingIsUnderWay() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(folder, List.of());
                RawCaller idle = new RawCaller(gateway.port())) {
            gateway.terminate();

            assertThat(gateway.awaitExit(Duration.ofSeconds(20))).isLessThan(Duration.ofSeconds(8));
            assertThat(idle.isClosedWithin(100)).isTrue();
        }
    }

    @Test
    @Tag("chaos")
    void startsAgainAfterItWasKilled() {
        answersAfter(Duration.ZERO);
        try (GatewayProcess gateway = GatewayProcess.start(folder, List.of())) {
            gateway.kill();
        }
        try (GatewayProcess again = GatewayProcess.start(folder, List.of())) {
            assertThat(again.readiness()).isEqualTo(200);
            assertThat(again.log()).doesNotContain("damaged");
        }
    }

    /** The bytes of one stream, to the end of its connection, however it ends. */
    private static String readAll(int port) {
        StringBuilder text = new StringBuilder();
        try (RawCaller caller = new RawCaller(port)) {
            caller.send(CALL);
            byte[] buffer = new byte[8192];
            for (int read = 0;
                    read >= 0;
                    read = caller.socket().getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (text.indexOf("\r\n0\r\n\r\n") >= 0) {
                    break;
                }
            }
        } catch (IOException reset) {
            // What came before is what the caller has.
        }
        return text.toString();
    }
}
