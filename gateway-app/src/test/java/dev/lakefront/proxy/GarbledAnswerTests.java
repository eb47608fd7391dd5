package dev.lakefront.proxy;

import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.assertProblem;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are no HTTP, or come too early (U7, U8): none is mixed with the next one's. */
class GarbledAnswerTests {

    @TempDir
    private static Path folder;

    private static RawUpstream upstream;
    private static ServerSocket early;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        upstream = new RawUpstream(peer -> peer.answer("{}"));
        workspace(folder, "raw", upstream.url(), "");
        api(
                folder,
                "garbled",
                "raw",
                "circuit-breaker: { failure-rate: 100%, window: 1000 }\n"
                        + "timeouts: { first-byte: 1s, idle: 1s, total: 3s }");
        early = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(GarbledAnswerTests::serveEarly);
        workspace(folder, "early", "http://127.0.0.1:" + early.getLocalPort(), "");
        api(folder, "early", "early", "timeouts: { total: 5s }");
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
        early.close();
    }

    static Stream<String> garbled() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                "garbage\r\n\r\n",
                "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n",
                ok + "X-Large: " + "x".repeat(100_000) + "\r\nContent-Length: 2\r\n\r\n{}",
                ok + "Content-Length: 2\r\nContent-Length: 7\r\n\r\n{}",
                ok + "Content-Length: -2\r\n\r\n{}",
                ok + "Content-Length: 2\r\nX-Nul: a\0b\r\n\r\n{}",
                ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("garbled")
    void neverTakesGarbageForAnAnswer(String answer) {
        upstream.does(peer -> peer.write(answer + "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"evil\"}"));

        HttpResponse<String> response = callOrBroken();

        if (response != null) {
            assertThat(response.statusCode()).as(response.body()).isIn(502, 504);
            assertThat(response.body()).doesNotContain("evil");
        }
        assertNextAnswersAreTheirOwn();
    }

    private static void assertNextAnswersAreTheirOwn() {
        for (int i = 0; i < 3; i++) {
            String mark = "{\"n\":" + i + "}";
            upstream.does(peer -> peer.answer(mark));
            assertThat(call(gateway, "garbled").body()).isEqualTo(mark);
        }
    }

    /** Absent when the transfer broke off, which no caller takes for an answer. */
    private static HttpResponse<String> callOrBroken() {
        try {
            return call(gateway, "garbled");
        } catch (UncheckedIOException broken) {
            return null;
        }
    }

    /** What stands behind an answer was not asked for; it is nobody's. */
    @Test
    void neverGivesAnAnswerThatNobodyAskedForToTheNextCaller() {
        upstream.does(peer -> peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                + "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"evil\"}"));

        assertThat(call(gateway, "garbled").body()).isEqualTo("{}");

        assertNextAnswersAreTheirOwn();
    }

    @Test
    void doesNotWaitForEverForAnAnswerThatIsAlwaysAnnounced() {
        upstream.does(peer -> {
            for (int i = 0; i < 300; i++) {
                peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                Thread.sleep(10);
            }
        });

        assertProblem(call(gateway, "garbled"), 504, "backend-timeout");

        assertNextAnswersAreTheirOwn();
    }

    /** U8: the model server refuses before it has read the body. */
    @Test
    void passesAnEarlyRefusalOn() {
        HttpResponse<String> response = gateway.send(
                gateway.request("/early/invocations").POST(HttpRequest.BodyPublishers.ofString("x".repeat(4_000_000))));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"m\":\"too large\"}");
    }

    /** Answers as soon as it has seen the head, and reads on as a well-behaved server does. */
    private static void serveEarly() {
        while (!early.isClosed()) {
            serveOneEarly();
        }
    }

    private static void serveOneEarly() {
        try (Socket socket = early.accept()) {
            socket.getInputStream().readNBytes(200);
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 17\r\n\r\n{\"m\":\"too large\"}"
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().readNBytes(4_000_000);
        } catch (IOException broken) {
            // The gateway has closed the connection, as it may.
        }
    }
}
