package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.management.ManagedGateway.request;
import static dev.lakefront.management.ManagementVisit.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked for several times under one name is made once. */
class RepeatedRequestTests extends OnManagedGateway {

    @Test
    void makesASubscriptionOnceHoweverOftenItIsAsked() {
        HttpResponse<String> first =
                visit.post("/subscriptions", request("once", "guarded"), "Idempotency-Key", "\"k-1\"");
        HttpResponse<String> again = visit.post("/subscriptions", request("once", "guarded"), "Idempotency-Key", "k-1");
        HttpResponse<String> other =
                visit.post("/subscriptions", request("other", "guarded"), "Idempotency-Key", "k-1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(company.ids("owner=once")).hasSize(1);
        assertThat(company.ids("owner=other")).isEmpty();
        assertThat(visit.post("/subscriptions", request("once", "guarded"), "Idempotency-Key", "k 1")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void waitsForARequestUnderWayUntilItIsGivenUp() {
        String body = request("stuck", "guarded");
        begin("k-stuck", body, Duration.ofSeconds(5));
        HttpResponse<String> meanwhile = visit.post("/subscriptions", body, "Idempotency-Key", "k-stuck");
        begin("k-lost", body, Duration.ofMinutes(2));
        HttpResponse<String> afterwards = visit.post("/subscriptions", body, "Idempotency-Key", "k-lost");

        assertThat(meanwhile.statusCode()).isEqualTo(409);
        assertThat(meanwhile.headers().firstValue("Retry-After")).contains("1");
        assertThat(read(meanwhile).get("retryable").asBoolean()).isTrue();
        assertThat(afterwards.statusCode()).as(afterwards.body()).isEqualTo(201);
        assertThat(company.ids("owner=stuck")).hasSize(1);
    }

    /** As a replica does that is stopped before it has ended. */
    private static void begin(String key, String body, Duration ago) {
        byte[] path = "/management/v1/subscriptions\n".getBytes(StandardCharsets.UTF_8);
        company.gateway()
                .bean(JdbcClient.class)
                .sql("insert into idempotent_request (actor_id, idempotency_key, fingerprint, begun)"
                        + " values ('administrator-key', :key, :fingerprint, :begun)")
                .param("key", key)
                .param("fingerprint", Sha256.of(path, body.getBytes(StandardCharsets.UTF_8)))
                .param("begun", OffsetDateTime.now(ZoneOffset.UTC).minus(ago))
                .update();
    }

    @Test
    void tellsTheTextOfAKeyOnceAndWhatFailedMayBeTriedAgain() {
        String path = "/subscriptions/" + id(company.subscribed("key-once", "guarded")) + "/keys";
        assertThat(visit.post(path, "{}", "Idempotency-Key", "k-2").statusCode())
                .isEqualTo(409);
        visit.done(path.replace("/keys", "/approve"), "", 200);

        HttpResponse<String> first = visit.post(path, "{}", "Idempotency-Key", "k-2");
        HttpResponse<String> again = visit.post(path, "{}", "Idempotency-Key", "k-2");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("key-shown-already").contains("\"name\":\"primary\"");
        assertThat(again.body()).doesNotContain(read(first).get("key").asString());
        assertThat(visit.json(path).get("items")).hasSize(1);
    }
}
