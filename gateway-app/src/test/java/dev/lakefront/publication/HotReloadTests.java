package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.KeyDigest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HotReloadTests {

    private static final String KEY = "hot-reload-test-key";
    private static final String ADMINISTRATOR = "administrator-test-key";

    @TempDir
    static Path folder;

    private static Gateway gateway;
    private static FakeBackend backend;
    private static String atStart;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        baseline();
        gateway = Gateway.start(
                folder,
                "--lakefront.management.administrator-key="
                        + KeyDigest.of(ADMINISTRATOR).written());
        atStart = gateway.snapshots().current().id();
    }

    /** Back to the files of the start; equal files give an equal id. */
    @BeforeEach
    void startAnew() throws Throwable {
        FileSystemUtils.deleteRecursively(folder.resolve("policies"));
        for (String path :
                List.of("apis/two.yaml", "apis/three.yaml", "apis/one.openapi.json", "workspaces/other.yaml")) {
            Files.deleteIfExists(folder.resolve("config").resolve(path));
        }
        baseline();
        backend.answers(FakeBackend.json(200, "{\"predictions\":[1]}"));
        eventually(() -> {
            assertThat(gateway.snapshots().current().id()).isEqualTo(atStart);
            assertThat(successful()).isEqualTo(1);
        });
    }

    private static void baseline() {
        write("config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        write("config/apis/one.yaml", api("One"));
        write(
                "config/subscriptions/app.yaml",
                "title: App\nscope: all\nkeys:\n  - { name: a, hash: \""
                        + KeyDigest.of(KEY).written() + "\" }\n");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @Test
    void publishesAChangedFileWithinASecondOrSo() throws Throwable {
        String before = gateway.snapshots().current().id();
        Instant changed = Instant.now();

        write("config/apis/two.yaml", api("Two"));

        eventually(() -> assertThat(gateway.snapshots().current().apis()).containsOnlyKeys("one", "two"));
        assertThat(Duration.between(changed, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(gateway.snapshots().current().id()).isNotEqualTo(before);
        assertThat(call("/two/invocations").statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnApiOffWhenItsFileIsDeleted() throws Throwable {
        Files.delete(folder.resolve("config/apis/one.yaml"));

        eventually(() -> assertThat(call("/one/invocations").statusCode()).isEqualTo(404));
    }

    @Test
    void refusesABrokenFileWholeAndServesOn() throws Throwable {
        String before = gateway.snapshots().current().id();
        assertThat(successful()).isEqualTo(1);

        write("config/apis/two.yaml", api("Two"));
        write("config/apis/three.yaml", "title: Three\nworkspace: locl\nendpoint: three\n");

        eventually(() -> assertThat(successful()).isZero());
        assertThat(gateway.snapshots().current().id()).isEqualTo(before);
        assertThat(call("/one/invocations").statusCode()).isEqualTo(200);
        assertThat(call("/two/invocations").statusCode()).isEqualTo(404);
        JsonNode finding = management().at("/last_reading/report/findings/0");
        assertThat(management().at("/last_reading/successful").asBoolean()).isFalse();
        assertThat(finding.path("code").asString()).isEqualTo("LF1204");
        assertThat(finding.path("message").asString()).contains("did you mean 'local'?");
        assertThat(finding.path("file").asString()).endsWith("config/apis/three.yaml");
        assertThat(finding.path("line").asInt()).isEqualTo(2);

        write("config/apis/three.yaml", api("Three"));

        eventually(() -> assertThat(successful()).isEqualTo(1));
        assertThat(gateway.snapshots().current().apis()).containsOnlyKeys("one", "three", "two");
        assertThat(management().at("/last_reading/successful").asBoolean()).isTrue();
    }

    @Test
    void keepsServingWhenTheFolderGoesAway() throws Throwable {
        Files.move(folder.resolve("config"), folder.resolve("gone"));

        eventually(() -> assertThat(successful()).isZero());
        assertThat(call("/one/invocations").statusCode()).isEqualTo(200);
        assertThat(management().at("/last_reading/report/findings/0/code").asString())
                .isEqualTo("LF1012");

        Files.move(folder.resolve("gone"), folder.resolve("config"));
        eventually(() -> assertThat(successful()).isEqualTo(1));
    }

    @Test
    void letsACallUnderWayFinishOnItsSnapshot() throws Throwable {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        backend.answers((request, response) -> {
            arrived.countDown();
            return response.header("Content-Type", "application/json").sendString(Mono.fromFuture(answer));
        });
        CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> call("/one/invocations"));
        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

        Files.delete(folder.resolve("config/apis/one.yaml"));
        Files.delete(folder.resolve("config/workspaces/local.yaml"));
        write("config/workspaces/other.yaml", "type: http\nhost: http://127.0.0.1:9\n");
        eventually(() -> assertThat(gateway.snapshots().current().apis()).isEmpty());
        answer.complete("{\"late\":true}");

        assertThat(call.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(call.get().body()).isEqualTo("{\"late\":true}");
        assertThat(call("/one/invocations").statusCode()).isEqualTo(404);
    }

    @Test
    void publishesAChangedDocumentFile() throws Throwable {
        write("config/apis/one.openapi.json", document("first"));
        write("config/apis/one.yaml", api("One") + "openapi: { source: { file: one.openapi.json } }\n");
        eventually(() -> assertThat(published()).contains("first"));

        write("config/apis/one.openapi.json", document("other"));

        eventually(() -> assertThat(published()).contains("other").doesNotContain("first"));
    }

    @Test
    void changesTheSnapshotsIdWithAPolicyAlone() throws Throwable {
        write("policies/global.yaml", "outbound:\n  - set-header: { X-A: one }\n");
        eventually(() ->
                assertThat(call("/one/invocations").headers().firstValue("X-A")).contains("one"));
        String before = gateway.snapshots().current().id();

        write("policies/global.yaml", "outbound:\n  - set-header: { X-A: two }\n");

        eventually(() ->
                assertThat(call("/one/invocations").headers().firstValue("X-A")).contains("two"));
        assertThat(gateway.snapshots().current().id()).isNotEqualTo(before);
    }

    private JsonNode management() {
        HttpResponse<String> answer = gateway.send(
                gateway.request("/management/v1/configuration").header("Authorization", "Bearer " + ADMINISTRATOR));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static double successful() {
        return gateway.bean(MeterRegistry.class)
                .get("lakefront.config.last.reload.successful")
                .gauge()
                .value();
    }

    private String published() {
        return gateway.snapshots()
                .current()
                .apis()
                .get("one")
                .document()
                .document()
                .toString();
    }

    private static HttpResponse<String> call(String path) {
        return gateway.post(path, KEY, "{\"inputs\":[1]}");
    }

    /** As a careful editor does it: nobody reads half a file. */
    private static void write(String path, String content) {
        Gateway.write(folder, path + ".part", content);
        try {
            Files.move(folder.resolve(path + ".part"), folder.resolve(path), StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static String api(String title) {
        return "title: " + title + "\nworkspace: local\nendpoint: model\n";
    }

    private static String document(String operation) {
        return "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/predict\":{\"post\":"
                + "{\"operationId\":\"" + operation + "\",\"responses\":{\"200\":{\"description\":\"OK\"}}}}}}";
    }
}
