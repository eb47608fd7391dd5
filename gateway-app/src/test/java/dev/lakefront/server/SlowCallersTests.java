package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.ChaosSeed;
import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Hundreds of callers that take their time on purpose, in every way, beside a few honest ones (D1). */
@Tag("chaos")
@Timeout(120)
class SlowCallersTests {

    private static final int ATTACKERS = 600;
    private static final String POST = "POST /echo/invocations HTTP/1.1\r\nHost: a\r\n";

    /** What each attacker sends byte by byte, in pauses, once it has sent what comes before the bar. */
    private static final String[] WAYS = {
        "|GET /echo/invocations HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        POST + "|X-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        POST + "Content-Length: 5000\r\n\r\n|{ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        POST + "Content-Length: 500000\r\n\r\n|{ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        POST + "Transfer-Encoding: chunked\r\n\r\n|5\r\naaaaa\r\n1\r\na\r\n1\r\na\r\n1\r\na\r\n1\r\na\r\n",
        POST + "Content-Length: 7\r\n\r\n\"large\"|",
        "|"
    };

    @TempDir
    private Path folder;

    /** Until the gateway has cut it off. */
    private static void attack(int port, String way, long pause) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            int bar = way.indexOf('|');
            socket.getOutputStream().write(way.substring(0, bar).getBytes(StandardCharsets.US_ASCII));
            for (char character : way.substring(bar + 1).toCharArray()) {
                Thread.sleep(pause);
                socket.getOutputStream().write(character);
            }
            Thread.sleep(30_000);
        } catch (IOException | InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    private static void honest(int port, AtomicBoolean over, AtomicInteger calls, List<String> failures) {
        try (RawCaller caller = new RawCaller(port)) {
            while (!over.get()) {
                caller.send(POST + "Content-Length: 2\r\n\r\n{}");
                RawCaller.Answer answer = caller.answer();
                calls.incrementAndGet();
                if (answer.status() != 200 || !answer.body().equals("{\"ok\":1}")) {
                    failures.add(answer.toString());
                }
            }
        } catch (IOException lost) {
            failures.add(lost.toString());
        }
    }

    @Test
    void honestCallersNoticeNothing() throws Exception {
        byte[] large = new byte[4 * 1024 * 1024];
        RandomGenerator random = ChaosSeed.random("slow callers");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        try (FakeBackend backend = new FakeBackend();
                Gateway gateway = ServerGateway.start(
                        folder,
                        backend.url(),
                        "--lakefront.server.head-timeout=2s",
                        "--lakefront.server.body-idle-timeout=2s",
                        "--lakefront.server.body-timeout=3s",
                        "--lakefront.server.write-timeout=2s",
                        "--lakefront.server.idle-timeout=3s");
                ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService honest = Executors.newVirtualThreadPerTaskExecutor()) {
            backend.answers((request, response) -> request.body().contains("large")
                    ? response.header("Content-Type", "application/octet-stream")
                            .sendByteArray(Mono.just(large))
                    : FakeBackend.json(200, "{\"ok\":1}").to(request, response));
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(honest.submit(() -> honest(gateway.port(), over, calls, failures)));
            }
            for (int i = 0; i < ATTACKERS; i++) {
                String way = ChaosSeed.one(random, WAYS);
                long pause = random.nextInt(100, 1_500);
                attackers.submit(() -> attack(gateway.port(), way, pause));
            }
            Callers connections = gateway.bean(Callers.class);
            await().atMost(Duration.ofSeconds(10)).until(() -> connections.connections() > ATTACKERS / 2);

            await("all attackers are cut off; " + ChaosSeed.hint())
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> connections.connections() <= 4);
            over.set(true);
            for (Future<?> caller : callers) {
                caller.get(20, TimeUnit.SECONDS);
            }
            attackers.shutdownNow();

            assertThat(failures).as(ChaosSeed.hint()).isEmpty();
            assertThat(calls.get()).isGreaterThan(100);
            await().untilAsserted(() -> assertThat(connections.calls()).isZero());
            assertThat(gateway.bean(Overload.class).held()).isZero();
        }
    }
}
