package dev.lakefront.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Replicas;
import dev.lakefront.proxy.FakeBackend;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Two gateways on one database agree on what was done. */
class IdempotentReplicasTests {

    @ParameterizedTest
    @EnumSource
    void makeASubscriptionOnce(Replicas.Database database, @TempDir Path folder) throws Exception {
        try (FakeBackend backend = new FakeBackend();
                Replicas replicas = Replicas.start(
                        database, folder, each -> ManagedGateway.configure(each, backend), ManagementVisit.setting())) {
            List<ManagementVisit> visits =
                    List.of(new ManagementVisit(replicas.first()), new ManagementVisit(replicas.second()));
            for (int round = 0; round < 3; round++) {
                race(visits, "race-" + round);
            }
        }
    }

    private static void race(List<ManagementVisit> visits, String key) throws Exception {
        List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ManagementVisit visit = visits.get(i % 2);
            requests.add(() -> send(visit, key));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 409));
        List<HttpResponse<String>> made =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        String text = send(visits.get(1), key).body();
        assertThat(made)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.body()).isEqualTo(text));
        JsonNode listed = visits.getFirst().json("/subscriptions?scope=product:guarded&state=submitted&owner=" + key);
        assertThat(listed.get("items")).hasSize(1);
        String id = listed.at("/items/0/id").asString();
        assertThat(visits.getFirst().json("/audit?subscription=" + id).get("items"))
                .hasSize(1);
        assertThat(visits.getLast().json("/audit?limit=1").get("items")).hasSize(1);
    }

    private static HttpResponse<String> send(ManagementVisit visit, String key) {
        return visit.post("/subscriptions", ManagedGateway.request(key, "guarded"), "Idempotency-Key", key);
    }
}
