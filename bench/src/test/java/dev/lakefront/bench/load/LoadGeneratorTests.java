package dev.lakefront.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lakefront.bench.wire.Bodies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A generator that overlooks a wrong answer or a stall would make every figure worthless. */
class LoadGeneratorTests {

    private static final Bodies.Wish WISH = new Bodies.Wish(193, 0, 0);

    private interface Answer {

        void to(HttpExchange exchange, byte[] rightBody) throws IOException, InterruptedException;
    }

    private HttpServer server;

    private Plan plan(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            byte[] body = Bodies.answer(WISH.answerBytes());
            System.arraycopy(request, Bodies.ID_AT, body, Bodies.ID_AT, Bodies.ID_LENGTH);
            try {
                answer.to(exchange, body);
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            exchange.close();
        });
        server.start();
        return new Plan(
                server.getAddress().getPort(), List.of("/a", "/b"), Map.of(), 201, WISH, 2, 0, Duration.ofMillis(500));
    }

    private static Outcome run(Plan plan) throws InterruptedException {
        try (LoadGenerator generator = new LoadGenerator()) {
            return generator.run(plan);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsRightAnswersInAClosedLoop() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Outcome outcome = run(plan((exchange, body) -> {
            asked.incrementAndGet();
            send(exchange, 200, body);
        }));

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.calls()).isPositive().isEqualTo(asked.get());
        assertThat(outcome.latency.getTotalCount()).isEqualTo(outcome.calls());
    }

    @Test
    void noticesStatusesBodiesAndMixedUpAnswers() throws Exception {
        AtomicInteger count = new AtomicInteger();
        Outcome outcome = run(plan((exchange, body) -> {
            switch (count.getAndIncrement() % 4) {
                case 0 -> send(exchange, 503, body);
                case 1 -> {
                    body[150]++;
                    send(exchange, 200, body);
                }
                case 2 -> {
                    body[Bodies.ID_AT + Bodies.ID_LENGTH - 1]++;
                    send(exchange, 200, body);
                }
                default -> send(exchange, 200, Arrays.copyOf(body, 100));
            }
        }));

        assertThat(outcome.calls()).isZero();
        assertThat(outcome.errors())
                .containsOnlyKeys("status 503", "wrong body", "another call's answer", "wrong length");
    }

    @Test
    void countsEveryCallThatAStallHeldUp() throws Exception {
        AtomicInteger count = new AtomicInteger();
        long stall = 300;
        Outcome outcome = run(plan((exchange, body) -> {
                    // Both connections stall once; a closed loop would record two slow calls.
                    if (count.getAndIncrement() < 2) {
                        Thread.sleep(stall);
                    }
                    send(exchange, 200, body);
                })
                .at(200));

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.calls()).isBetween(99L, 101L);
        long slow = outcome.latency.getCountBetweenValues(50_000_000L, Long.MAX_VALUE / 2);
        assertThat(slow).isGreaterThan(30);
    }

    @Test
    void endsByItselfWhenNothingIsAnswered() throws Exception {
        Outcome outcome = run(plan((exchange, body) -> Thread.sleep(20_000)));

        assertThat(outcome.calls()).isZero();
        assertThat(outcome.errors()).containsEntry("no answer in time", 2L);
    }

    @Test
    void countsConnectionsThatAreCut() throws Exception {
        Outcome outcome = run(plan((exchange, body) -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, 50);
        }));

        assertThat(outcome.calls()).isZero();
        assertThat(outcome.errors()).containsKey("connection lost");
    }
}
