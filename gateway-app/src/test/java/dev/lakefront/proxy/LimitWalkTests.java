package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits over real sockets: what callers are told, and what they are charged. */
class LimitWalkTests {

    private static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "config/gateway.yaml", "request: { max-model-size: 2KB }\n");
        Gateway.write(folder, "config/workspaces/models.yaml", "type: http\nhost: %s\n".formatted(backend.url()));
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        api("steady", "tabular", "rate-limit: { name: steady, calls: 2, per: 1s, burst: 1, key: api }");
        api("month", "tabular", "quota: { name: monthly, calls: 1, per: month }");
        api("rows", "tabular", "rate-limit: { name: rows, rows: 10, per: 1h, key: api }");
        api("mixed", "tabular", """
            rate-limit: { name: calls, calls: 10, per: 1h, key: product }
              - quota: { name: rows, rows: 6, per: 30d }
              - concurrency: { max: 3, key: client-address }\
            """);
        api("bytes", "tabular", "bandwidth: { bytes: 1KB, per: 1h, key: api }");
        api("tenants", "tabular", "rate-limit: { name: tenant, calls: 1, per: 1h, key: \"header:X-Tenant\" }");
        api("addresses", "tabular", "rate-limit: { name: address, calls: 1, per: 1h, key: client-address }");
        api("texts", "embeddings", """
            rate-limit: { name: inputs, inputs: 4, per: 1h }
              - rate-limit: { name: burst, calls: 7, per: 70m }\
            """);
        gateway = Gateway.start(folder, "--lakefront.server.trusted-proxies=127.0.0.1");
    }

    private static void api(String id, String task, String policies) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: %1$s\nworkspace: models\nendpoint: %1$s\ntask: %2$s\nproducts: [public]\n".formatted(id, task));
        Gateway.write(folder, "policies/apis/" + id + ".yaml", "inbound:\n  - " + policies + "\n");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(json(200, "{\"predictions\":[1]}"));
        backend.received().clear();
    }

    private static HttpResponse<String> call(String api) {
        return gateway.post("/" + api + "/invocations", null, ROWS);
    }

    private static HttpResponse<String> call(String api, String header, String value) {
        return gateway.send(gateway.request("/" + api + "/invocations")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "X-Lakefront-Error")).isEqualTo(code);
    }

    @Test
    void admitsWhoeverWaitsAsTold() throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            assertThat(call("steady").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = call("steady");
            assertProblem(refused, 429, "rate-limit-exceeded");
            assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"steady\";q=2;w=1");
            assertThat(header(refused, "RateLimit")).isEqualTo("\"steady\";r=0;t=1");

            Thread.sleep(Duration.ofSeconds(Long.parseLong(header(refused, "Retry-After"))));
        }
    }

    @Test
    void tellsAQuotaFromARate() {
        assertThat(header(call("month"), "RateLimit-Policy")).isEqualTo("\"monthly\";q=1");

        HttpResponse<String> refused = call("month");

        assertProblem(refused, 429, "quota-exceeded");
        assertThat(refused.body()).contains("\"violated-policies\":[\"monthly\"]");
        assertThat(Long.parseLong(header(refused, "Retry-After")))
                .isBetween(1L, Duration.ofDays(31).toSeconds());
    }

    @Test
    void countsRowsAndSaysHowManyFitIntoOneCall() {
        String four = "{\"dataframe_split\":{\"columns\":[\"a\"],\"data\":[[1],[2],[3],[4]]}}";
        HttpResponse<String> first = gateway.post("/rows/invocations", null, four);
        assertThat(header(first, "RateLimit-Policy")).isEqualTo("\"rows\";q=10;qu=\"rows\";w=3600");
        assertThat(header(first, "RateLimit")).startsWith("\"rows\";r=6;");
        assertThat(backend.last().body()).isEqualTo(four);

        HttpResponse<String> large =
                gateway.post("/rows/invocations", null, "{\"instances\":[" + "1,".repeat(10) + "1]}");

        assertProblem(large, 413, "batch-too-large");
        assertThat(large.body()).contains("\"max_rows\":10").contains("has 11");
        gateway.post("/rows/invocations", null, four);
        assertProblem(gateway.post("/rows/invocations", null, four), 429, "rate-limit-exceeded");
    }

    @Test
    void refusesWhatItCannotCount() {
        assertProblem(gateway.post("/rows/invocations", null, "a,b\n1,2\n"), 400, "body-not-countable");
        assertProblem(call("rows", "Content-Encoding", "gzip"), 400, "body-not-countable");
        HttpResponse<String> large =
                gateway.post("/rows/invocations", null, "{\"instances\":[\"" + "x".repeat(3000) + "\"]}");
        assertProblem(large, 413, "body-too-large");
        assertThat(backend.received()).isEmpty();
    }

    @Test
    void spendsNothingOfTheOthersWhenOneRefuses() {
        String four = "{\"instances\":[1,2,3,4]}";
        assertThat(header(gateway.post("/mixed/invocations", null, four), "RateLimit"))
                .matches("\"calls\";r=9;t=\\d+, \"rows\";r=2;t=\\d+, \"concurrency\";r=2;t=0");

        HttpResponse<String> refused = gateway.post("/mixed/invocations", null, four);

        assertProblem(refused, 429, "quota-exceeded");
        assertThat(header(refused, "RateLimit")).matches("\"calls\";r=9;t=\\d+, \"rows\";r=2;.*r=3;t=0");
        assertThat(header(refused, "RateLimit-Policy"))
                .isEqualTo("\"calls\";q=10;w=3600, \"rows\";q=6;qu=\"rows\";w=2592000,"
                        + " \"concurrency\";q=3;qu=\"concurrent-requests\"");
    }

    @Test
    void debitsTheBytesOfBothBodiesAndRefusesUntilTheyAreMadeUpFor() {
        backend.answers(json(200, "{\"predictions\":\"" + "x".repeat(1500) + "\"}"));

        assertThat(call("bytes").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = call("bytes");

        assertProblem(refused, 429, "rate-limit-exceeded");
        // 31 bytes went there and 1,519 came back: 527 more than there were, at 1,024 an hour, and one for the next
        // call.
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1850L, 1857L);
    }

    @Test
    void countsEachTenantAndEachAddressApart() {
        assertThat(call("tenants", "X-Tenant", "a").statusCode()).isEqualTo(200);
        assertThat(call("tenants", "X-Tenant", "b").statusCode()).isEqualTo(200);
        assertThat(call("tenants").statusCode()).isEqualTo(200);
        assertProblem(call("tenants", "x-tenant", "a"), 429, "rate-limit-exceeded");
        assertProblem(call("tenants"), 429, "rate-limit-exceeded");

        assertThat(call("addresses", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(200);
        assertThat(call("addresses", "X-Forwarded-For", "203.0.113.10").statusCode())
                .isEqualTo(200);
        assertProblem(call("addresses", "X-Forwarded-For", "1.1.1.1, 203.0.113.9"), 429, "rate-limit-exceeded");
    }

    @Test
    void speaksOpenAisHeadersOnItsPaths() {
        backend.answers((request, response) -> response.header("x-ratelimit-limit-requests", "1000000")
                .header("RateLimit", "\"theirs\";r=1;t=1")
                .sendString(reactor.core.publisher.Mono.just("{}")));
        HttpResponse<String> first =
                gateway.post("/v1/embeddings", null, "{\"model\":\"texts\",\"input\":[\"a\",\"b\",\"c\"]}");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().allValues("x-ratelimit-limit-requests")).containsExactly("7");
        assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("6");
        assertThat(header(first, "x-ratelimit-reset-requests")).isEqualTo("10m0s");
        assertThat(first.headers().allValues("RateLimit")).hasSize(1);
        HttpResponse<String> tokens =
                gateway.post("/v1/embeddings", null, "{\"model\":\"texts\",\"input\":[5,77,1234,8,9]}");
        assertThat(header(tokens, "RateLimit")).startsWith("\"inputs\";r=0;");
        HttpResponse<String> refused = gateway.post("/v1/embeddings", null, "{\"model\":\"texts\",\"input\":\"d\"}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("rate_limit_error").contains("rate-limit-exceeded");
        assertThat(header(refused, "x-ratelimit-remaining-requests")).isEqualTo("5");
    }
}
