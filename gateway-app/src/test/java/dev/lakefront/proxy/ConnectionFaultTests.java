package dev.lakefront.proxy;

import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.assertProblem;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.RawUpstream.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of connections to a model server, U1 to U8: what a caller gets, and what is sent a second time. */
class ConnectionFaultTests {

    @TempDir
    private static Path folder;

    private static RawUpstream upstream;
    private static Gateway gateway;
    private static int refused;

    @BeforeAll
    static void start() throws IOException {
        upstream = new RawUpstream(peer -> peer.answer("{}"));
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused = unused.getLocalPort();
        }
        workspace(folder, "raw", upstream.url(), "");
        workspace(folder, "gone", "http://127.0.0.1:" + refused, "");
        workspace(folder, "nowhere", "http://no-such-host.invalid", "");
        String off = "circuit-breaker: { failure-rate: 100%, window: 1000 }\n";
        api(folder, "quick", "raw", off + "timeouts: { first-byte: 400ms, idle: 400ms, total: 1200ms }");
        api(folder, "patient", "raw", off);
        api(folder, "gone", "gone", off);
        api(folder, "once", "gone", off + "retry: { attempts: 1 }");
        api(folder, "nowhere", "nowhere", off);
        gateway = Gateway.start(folder, "--lakefront.proxy.connections-per-backend=20");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        upstream.requests().clear();
    }

    private static void assertWellAgain() {
        upstream.does(peer -> peer.answer("{\"well\":true}"));
        HttpResponse<String> next = call(gateway, "patient");
        assertThat(next.body()).isEqualTo("{\"well\":true}");
    }

    /** U1. */
    @Test
    void namesAServerThatRefusesConnections() {
        HttpResponse<String> response = call(gateway, "gone");

        assertProblem(response, 502, "backend-unreachable");
        assertThat(response.body()).doesNotContain(Integer.toString(refused)).doesNotContain("127.0.0.1");
    }

    /** U1: the second attempt finds the server, where the first found none. */
    @Test
    void triesAgainWhenNothingWasSent() throws Exception {
        var call = FaultyEndpoint.begin(gateway, "gone");
        try (ServerSocket late = new ServerSocket(refused, 10, InetAddress.getLoopbackAddress())) {
            assertThat(late.isBound()).isTrue();
            late.setSoTimeout(200);
            int served = 0;
            while (!call.isDone()) {
                served += serveOne(late);
            }
            // The first may have found the server already; the second always does.
            assertThat(call.get().statusCode()).as(call.get().body()).isEqualTo(200);
            assertThat(served).isEqualTo(1);
        }
    }

    private static int serveOne(ServerSocket server) throws IOException {
        try (var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes());
            socket.getInputStream().readNBytes(100);
            return 1;
        } catch (SocketTimeoutException nobody) {
            return 0;
        }
    }

    /** U20. */
    @Test
    void namesAHostThatHasNoAddress() {
        assertProblem(call(gateway, "nowhere"), 502, "backend-unreachable");
    }

    /** U2. */
    @Test
    void givesUpOnAServerThatSaysNothing() {
        int before = upstream.closed();
        upstream.does(peer -> {
            peer.awaitClose();
        });

        assertProblem(call(gateway, "quick"), 504, "backend-timeout");

        await().untilAsserted(() -> assertThat(upstream.closed()).isEqualTo(before + 1));
        assertThat(upstream.requests()).hasSize(1);
        assertWellAgain();
    }

    /** U3: the head comes one byte at a time. */
    @Test
    void givesUpOnAHeadThatDrips() {
        upstream.does(peer -> {
            drip(peer, "HTTP/1.1 200 OK\r\nX-Slow: " + "x".repeat(100));
        });

        assertProblem(call(gateway, "quick"), 504, "backend-timeout");
        assertWellAgain();
    }

    /** U3: each piece comes in time, the whole does not. */
    @Test
    void givesUpOnAnAnswerThatNeverEnds() throws Exception {
        upstream.does(peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                peer.write("data: " + i + "\n\n");
                Thread.sleep(20);
            }
        });
        long start = System.nanoTime();

        String answer = raw("quick");

        assertThat(answer).contains("data: 1").contains("backend-timeout").doesNotContain("[DONE]");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1000), Duration.ofSeconds(8));
    }

    /** U3: the answer stops in its middle. */
    @Test
    void givesUpOnAnAnswerThatStops() throws Exception {
        int before = upstream.closed();
        upstream.does(peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{\"half\":");
            peer.awaitClose();
        });

        assertThat(raw("quick")).contains("{\"half\":").doesNotContain("backend-timeout\"}");
        await().untilAsserted(() -> assertThat(upstream.closed()).isEqualTo(before + 1));
    }

    private static void drip(Peer peer, String text) throws Exception {
        for (char one : text.toCharArray()) {
            peer.write(String.valueOf(one));
            Thread.sleep(20);
        }
    }

    private static String raw(String api) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /" + api + "/invocations HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    /** U4: the call may have been worked on, so it is not made again. */
    @ParameterizedTest
    @ValueSource(strings = {"reset", "close"})
    void neverRepeatsACallThatWasSent(String how) {
        upstream.does(peer -> {
            if (how.equals("reset")) {
                peer.reset();
            } else {
                peer.close();
            }
        });

        assertProblem(call(gateway, "patient"), 502, "backend-connection-lost");

        assertThat(upstream.requests()).hasSize(1);
        assertWellAgain();
    }

    /** U5: the server closes kept connections just when they are used again. */
    @Test
    void survivesConnectionsThatWereClosedWhileIdle() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        upstream.does(peer -> {
            peer.answer("{\"n\":" + answered.incrementAndGet() + "}");
            peer.close();
        });

        for (int i = 1; i <= 20; i++) {
            HttpResponse<String> response = call(gateway, "patient");
            assertThat(response.body()).isEqualTo("{\"n\":" + i + "}");
            Thread.sleep(20);
        }
        assertThat(upstream.requests()).hasSize(20);
    }

    /** U6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 50000\r\n\r\n{\"cut\":",
                "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"cut\":1\r\n",
                "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"cut"
            })
    void endsNoAnswerProperlyThatWasCut(String rest) throws Exception {
        upstream.does(peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + rest);
            peer.close();
        });

        String answer = raw("patient");

        if (answer.startsWith("HTTP/1.1 200")) {
            assertThat(answer).doesNotEndWith("0\r\n\r\n").contains("{\"cut");
        } else {
            assertThat(answer).startsWith("HTTP/1.1 502").contains("backend-connection-lost");
        }
        assertWellAgain();
    }
}
