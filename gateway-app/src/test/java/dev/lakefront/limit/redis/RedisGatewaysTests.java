package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.redis.Redis;
import dev.lakefront.redis.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whole gateways that share a Redis with a password. */
@ExtendWith(OutputCaptureExtension.class)
class RedisGatewaysTests {

    private static final String PASSWORD = "pa55-of-redis";
    private static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";

    @TempDir
    private Path folder;

    /** For each test, because its event loops end with the first gateway that ends. */
    private FakeBackend backend;

    private RedisServer server;

    @BeforeEach
    void start() {
        backend = new FakeBackend();
        server = RedisServer.start(PASSWORD);
        for (String name : new String[] {"one", "two"}) {
            Path own = folder.resolve(name);
            Gateway.write(
                    own,
                    "config/workspaces/models.yaml",
                    "type: http\nhost: " + backend.url() + "\nauth: { type: none }\nlimits: { concurrency: 20 }\n");
            Gateway.write(own, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
            Gateway.write(
                    own,
                    "config/apis/churn.yaml",
                    "title: churn\nworkspace: models\nendpoint: churn\ntask: tabular\nproducts: [public]\n");
        }
        limit(10);
    }

    private void limit(int calls) {
        for (String name : new String[] {"one", "two"}) {
            Gateway.write(
                    folder.resolve(name),
                    "policies/products/public.yaml",
                    "inbound:\n  - rate-limit: { name: shared, calls: " + calls + ", per: 1h, key: subscription }\n");
        }
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    private Gateway gateway(String name, String... more) {
        return Gateway.start(
                folder.resolve(name),
                IntStream.range(0, more.length + 1)
                        .mapToObj(i -> i == more.length ? "--lakefront.redis.url=" + server.url() : more[i])
                        .toArray(String[]::new));
    }

    private static long admitted(Gateway gateway, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> gateway.post("/churn/invocations", null, ROWS))
                .peek(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429))
                .filter(answer -> answer.statusCode() == 200)
                .count();
    }

    private static String management(Gateway gateway, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator" + path))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void twoGatewaysShareLimitsGoOnWithoutRedisAndShareAgain(CapturedOutput output) {
        try (Gateway one = gateway("one", "--lakefront.redis.command-timeout=500ms");
                Gateway two = gateway("two", "--lakefront.redis.command-timeout=500ms")) {
            await(
                    Duration.ofSeconds(3),
                    "both",
                    () -> management(one, "/health").contains("\"replicas\":2"));
            assertThat(admitted(one, 8)).isEqualTo(8);
            assertThat(admitted(two, 8)).isEqualTo(2);
            assertThat(one.post("/churn/invocations", null, ROWS).statusCode()).isEqualTo(429);
            assertThat(management(one, "/prometheus")).contains("lakefront_redis_up 1.0");

            server.kill();
            Redis redis = one.bean(Redis.class);
            await(Duration.ofSeconds(5), "noticed", () -> !redis.available());
            assertThat(admitted(one, 9) + admitted(two, 9)).isEqualTo(2 * 5);
            assertThat(management(one, "/health")).contains("\"status\":\"DEGRADED\"", "Redis does not answer");
            assertThat(management(one, "/health/readiness")).contains("\"status\":\"UP\"");
            assertThat(management(one, "/prometheus"))
                    .contains("lakefront_redis_up 0.0")
                    .containsPattern("lakefront_limits_fallback_total\\{mode=\"local\"} [1-9]");

            server.restart();
            await(
                    Duration.ofSeconds(10),
                    "again",
                    () -> redis.available() && two.bean(Redis.class).available());
            assertThat(admitted(one, 9) + admitted(two, 9)).isEqualTo(10);
            assertThat(output.getAll()).contains("Redis does not answer").doesNotContain(PASSWORD);
            assertThat(management(one, "/health") + management(one, "/prometheus"))
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void anEndpointThatAsksOneGatewayForAPauseIsLeftAloneByAll() {
        limit(100_000);
        try (Gateway one = gateway("one");
                Gateway two = gateway("two")) {
            assertThat(admitted(two, 1)).isEqualTo(1);
            backend.answers((request, response) ->
                    response.status(429).header("Retry-After", "30").send());

            assertThat(one.post("/churn/invocations", null, ROWS).statusCode()).isEqualTo(429);
            backend.answers(FakeBackend.json(200, "{}"));

            await(
                    Duration.ofSeconds(3),
                    "two knows",
                    () -> two.post("/churn/invocations", null, ROWS).body().contains("backend-overloaded"));
            int asked = backend.received().size();
            HttpResponse<String> refused = two.post("/churn/invocations", null, ROWS);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(20L, 30L);
            assertThat(backend.received()).hasSize(asked);
        }
    }

    @Test
    void startsWithoutRedisWithTheShareThatItIsTold() {
        server.kill();
        try (Gateway one = gateway("one", "--lakefront.redis.replicas=5")) {
            assertThat(admitted(one, 5)).isEqualTo(2);
            server.restart();
            await(Duration.ofSeconds(10), "shared", () -> one.bean(Redis.class).available());
            assertThat(admitted(one, 12)).isEqualTo(10);
        }
    }

    @Test
    void refusesToStartWithAnAddressThatIsNoneWithoutShowingIt(CapturedOutput output) {
        assertThatThrownBy(() ->
                        Gateway.start(folder.resolve("one"), "--lakefront.redis.url=redis://u:" + PASSWORD + " x@host"))
                .hasStackTraceContaining("lakefront.redis.url is no address of a Redis");

        assertThat(output.getAll())
                .contains("lakefront.redis.url is no address")
                .doesNotContain(PASSWORD);
    }

    @Test
    void countsInMemoryWhenTheAddressIsEmpty() {
        try (Gateway one = Gateway.start(folder.resolve("one"), "--lakefront.redis.url=")) {
            assertThat(admitted(one, 12)).isEqualTo(10);
            assertThat(management(one, "/health")).doesNotContain("\"redis\":");
        }
    }
}
