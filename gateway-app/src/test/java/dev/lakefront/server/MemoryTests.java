package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.proxy.FakeBackend;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A gateway with little memory gets more than it can hold (P8): it turns calls away, and does not fall over. */
@Tag("chaos")
@Timeout(240)
class MemoryTests {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final List<String> LITTLE =
            List.of("-Xmx160m", "-XX:MaxDirectMemorySize=96m", "-XX:+ExitOnOutOfMemoryError");

    @TempDir
    private Path folder;

    /** Sends so many pieces of 64 KiB, as one chunk each or with their length in the head. */
    private static int send(int port, String head, String begin, int pieces, boolean chunked) throws IOException {
        byte[] piece = new byte[64 * 1024];
        Arrays.fill(piece, (byte) ' ');
        System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, piece, 0, begin.length());
        try (RawCaller caller = new RawCaller(port)) {
            caller.socket().setSoTimeout(90_000);
            OutputStream out = new BufferedOutputStream(caller.socket().getOutputStream(), 80 * 1024);
            String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + (long) pieces * piece.length;
            out.write((head + "Host: a\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            try {
                for (int i = 0; i < pieces; i++) {
                    out.write(chunked ? "10000\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                    out.write(piece);
                    out.write(chunked ? "\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                    Arrays.fill(piece, 0, begin.length(), (byte) ' ');
                }
                out.write(chunked ? "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                out.flush();
            } catch (IOException refused) {
                // The answer is there already.
            }
            RawCaller.Answer answer = caller.answer();
            if (answer.status() == 503) {
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            return answer.status();
        }
    }

    private interface Sending {
        int send() throws IOException;
    }

    private static List<Integer> all(int number, int atOnce, Sending sending) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                results.add(threads.submit(sending::send));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> result : results) {
                statuses.add(result.get(120, TimeUnit.SECONDS));
            }
            return statuses;
        }
    }

    @Test
    void turnsBigBodiesAwayBeforeItRunsOutOfMemory() throws Exception {
        try (FakeBackend backend = new FakeBackend()) {
            ServerGateway.configure(folder, backend.url());
            try (GatewayProcess gateway = GatewayProcess.start(folder, LITTLE)) {
                // 8 MiB each, held in memory because the model's name is in them: ten times the heap altogether.
                List<Integer> statuses = all(
                        120,
                        40,
                        () -> send(
                                gateway.port(),
                                "POST /v1/chat/completions HTTP/1.1\r\n",
                                "{\"model\":\"talk\"}",
                                8 * 16,
                                false));

                assertThat(gateway.isAlive()).as(gateway.log()).isTrue();
                assertThat(statuses).containsOnly(200, 503).contains(200, 503);
                assertThat(gateway.log()).doesNotContain("OutOfMemory");
                assertThat(all(8, 1, () -> send(gateway.port(), "POST /echo/invocations HTTP/1.1\r\n", "{}", 1, false)))
                        .containsOnly(200);
            }
        }
    }

    @Test
    void passesManyChunkedBodiesInLittleMemory() throws Exception {
        AtomicLong bytes = new AtomicLong();
        DisposableServer counting = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .doOnNext(piece -> bytes.addAndGet(piece.readableBytes()))
                        .then(response.status(200)
                                .header("Content-Length", "2")
                                .sendString(Mono.just("{}"))
                                .then()))
                .bindNow();
        try {
            ServerGateway.configure(folder, "http://127.0.0.1:" + counting.port());
            try (GatewayProcess gateway = GatewayProcess.start(folder, LITTLE)) {
                // 768 MiB through a process that may hold 256.
                List<Integer> statuses = all(
                        48, 48, () -> send(gateway.port(), "POST /echo/invocations HTTP/1.1\r\n", "{}", 16 * 16, true));

                assertThat(gateway.isAlive()).as(gateway.log()).isTrue();
                assertThat(statuses).containsOnly(200);
                assertThat(bytes.get()).isEqualTo(48L * 16 * MEBIBYTE);
                assertThat(gateway.log()).doesNotContain("OutOfMemory");
            }
        } finally {
            counting.disposeNow();
        }
    }
}
