package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lakefront.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops a gateway whose calls wait for something else than a model server's answer: each is told so all the same. */
@Timeout(60)
class DrainWaitingTests {

    private static final String HEAD = "POST /echo/invocations HTTP/1.1\r\nHost: a\r\n";
    private static final String CALL = HEAD + "Content-Length: 2\r\n\r\n{}";

    @TempDir
    private Path folder;

    /** How often the model was called. */
    private final AtomicInteger calls = new AtomicInteger();

    private volatile int status = 200;
    private HttpServer backend;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        // Not Reactor Netty's, whose threads end with the gateway's: it must be there to see a call that comes too
        // late.
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", this::answer);
        backend.start();
        ServerGateway.configure(
                folder, "http://127.0.0.1:" + backend.getAddress().getPort());
        Gateway.write(folder, "config/apis/echo.yaml", """
            title: Echo
            workspace: models
            endpoint: echo
            task: tabular
            products: [public]
            timeouts: { first-byte: 60s, idle: 60s, total: 120s }
            retry: { attempts: 3, on: [503] }
            """);
        gateway = Gateway.start(folder, "--lakefront.drain.timeout=700ms", "--lakefront.drain.stream-timeout=300ms");
    }

    @AfterEach
    void stop() {
        gateway.close();
        backend.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                calls.incrementAndGet();
            }
            exchange.getResponseHeaders().set("Retry-After", "20");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(gateway::close, Thread::startVirtualThread);
    }

    private void awaitCalls(int number) {
        await().untilAsserted(
                        () -> assertThat(gateway.bean(Callers.class).calls()).isEqualTo(number));
    }

    private static void assertStopping(RawCaller caller) throws IOException {
        RawCaller.Answer answer = caller.answer();
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("X-Lakefront-Error")).isEqualTo("gateway-stopping");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(caller.isClosedWithin(5_000)).isTrue();
    }

    @Test
    void tellsACallerThatStillSendsItsBody() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Content-Length: 20\r\n\r\n{\"da");
            awaitCalls(1);

            CompletableFuture<Void> stopped = stopping();

            assertStopping(caller);
            stopped.get(10, TimeUnit.SECONDS);
            // Not at once: Reactor Netty takes what there is of the body for the whole of it when the server closes.
            Thread.sleep(500);
            assertThat(calls).as("calls with a part of the body").hasValue(0);
        }
    }

    @Test
    void tellsACallerWhoseCallWaitsForItsNextAttempt() throws Exception {
        status = 503;
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(CALL);
            await().untilAsserted(() -> assertThat(calls).hasValue(1));
            assertThat(caller.isClosedWithin(300))
                    .as("answered instead of held")
                    .isFalse();

            CompletableFuture<Void> stopped = stopping();

            caller.socket().setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            assertStopping(caller);
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void letsACallThatWaitsGoOnWhileThereIsTime() throws Exception {
        try (RawCaller caller = new RawCaller(gateway.port())) {
            caller.send(HEAD + "Content-Length: 2\r\n\r\n{");
            awaitCalls(1);

            CompletableFuture<Void> stopped = stopping();
            Thread.sleep(200);
            caller.send("}");

            assertThat(caller.answer().status()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }
}
