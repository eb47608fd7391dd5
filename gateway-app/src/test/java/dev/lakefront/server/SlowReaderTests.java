package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** Callers that do not take their answer: the model server is slowed down with them, and freed in time (U15). */
@Timeout(60)
class SlowReaderTests {

    private static final int PIECE = 16 * 1024;
    private static final long LARGE = 64L * 1024 * 1024;

    @TempDir
    private static Path folder;

    private static final AtomicLong PRODUCED = new AtomicLong();
    private static final AtomicLong CANCELLED = new AtomicLong();

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        gateway = ServerGateway.start(
                folder,
                backend.url(),
                "--lakefront.server.write-timeout=1s",
                "--lakefront.server.idle-timeout=30s",
                "--lakefront.proxy.connections-per-backend=1");
    }

    private static FakeBackend.Answer large() {
        return (request, response) -> response.header("Content-Type", "application/octet-stream")
                .sendByteArray(Flux.range(0, (int) (LARGE / PIECE))
                        .map(piece -> new byte[PIECE])
                        .doOnNext(piece -> PRODUCED.addAndGet(piece.length))
                        .doFinally(signal -> CANCELLED.addAndGet(signal == SignalType.ON_COMPLETE ? 0 : 1)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static Socket ask() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("POST /echo/invocations HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void freesTheModelServerOfACallerThatReadsNothing() throws Exception {
        backend.answers(large());
        PRODUCED.set(0);
        CANCELLED.set(0);
        try (Socket stalled = ask()) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(CANCELLED.get()).isEqualTo(1));
            assertThat(PRODUCED.get())
                    .as("bytes that waited somewhere on the way")
                    .isLessThan(LARGE / 2);
            assertThat(gateway.bean(Callers.class).calls()).isZero();
            assertThat(stalled.isClosed()).isFalse();
        }
        backend.answers(FakeBackend.json(200, "{}"));

        // One connection to the server is all there is: it must be free again.
        assertThat(gateway.post("/echo/invocations", null, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void waitsForACallerThatReadsSlowlyButReads() throws Exception {
        backend.answers(large());
        CANCELLED.set(0);
        try (Socket slow = ask()) {
            long read = 0;
            long begun = System.nanoTime();
            // Well above 16 KiB a second, and for longer than one time-out.
            while (System.nanoTime() - begun < Duration.ofSeconds(3).toNanos()) {
                read += slow.getInputStream().readNBytes(PIECE).length;
                Thread.sleep(100);
            }

            assertThat(read).isGreaterThan(10L * PIECE).isEqualTo(read / PIECE * PIECE);
        }
        // The other test counts on the same model server: what is left of this call must be over.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(CANCELLED.get()).isEqualTo(1));
    }
}
