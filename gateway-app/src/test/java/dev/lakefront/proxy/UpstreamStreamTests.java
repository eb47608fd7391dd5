package dev.lakefront.proxy;

import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.resilience.EndpointGuard;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams with long pauses (U12), and callers that leave them (U13). */
class UpstreamStreamTests {

    private static final long SEED = 20_260_301;

    @TempDir
    private static Path folder;

    private static RawUpstream upstream;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        upstream = new RawUpstream(peer -> peer.answer("{}"));
        workspace(folder, "raw", upstream.url(), "");
        api(folder, "stream", "raw", "timeouts: { first-byte: 300ms, idle: 3s, total: 30s }");
        gateway = Gateway.start(folder, "--lakefront.proxy.connections-per-backend=30");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @Test
    void survivesPausesThatAreLongerThanTheWaitForTheHead() {
        upstream.does(peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                Thread.sleep(700);
                peer.write("9\r\ndata: " + i + "\n\n\r\n");
            }
            peer.write("0\r\n\r\n");
        });

        assertThat(call(gateway, "stream").body()).isEqualTo("data: 0\n\ndata: 1\n\ndata: 2\n\n");
    }

    @Test
    @Tag("chaos")
    void losesNothingWhenThousandsOfCallersLeave() throws Exception {
        upstream.does(peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                Thread.sleep(5);
                peer.write("8\r\ndata: 1\n\r\n");
            }
            peer.write("0\r\n\r\n");
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Random random = new Random(SEED);
            for (int i = 0; i < 3000; i++) {
                int stay = random.nextInt(60);
                callers.execute(() -> leaveAfter(stay));
                Thread.sleep(3);
            }
        }

        await().untilAsserted(() -> assertThat(guard().inFlight()).isZero());
        assertThat(guard().circuit()).isEqualTo(State.CLOSED);
        upstream.does(peer -> peer.answer("{\"well\":true}"));
        for (int i = 0; i < 30; i++) {
            assertThat(call(gateway, "stream").body()).isEqualTo("{\"well\":true}");
        }
    }

    private static EndpointGuard guard() {
        return gateway.snapshots().current().apis().get("stream").guard();
    }

    private static void leaveAfter(int milliseconds) {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write("POST /stream/invocations HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(milliseconds);
        } catch (IOException | InterruptedException over) {
            // The caller has left, which is all that it was to do.
        }
    }
}
