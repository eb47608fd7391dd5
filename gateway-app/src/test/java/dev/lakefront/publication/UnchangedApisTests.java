package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change leaves as it was, and what it must not. */
class UnchangedApisTests {

    @TempDir
    Path folder;

    private FakeBackend backend;
    private Gateway gateway;

    @BeforeEach
    void start() {
        backend = new FakeBackend();
        write("config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        write("config/products/open.yaml", "title: Open\nsubscription: { required: false }\n");
        write("config/apis/one.yaml", api("One"));
        write("config/apis/two.yaml", api("Two"));
        gateway = Gateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        backend.close();
    }

    @Test
    void keepsAnApiThatDidNotChange() throws Throwable {
        String beside = "openapi: { source: { file: two.openapi.json } }\n";
        write("config/apis/two.openapi.json", document("first"));
        write("config/apis/two.yaml", api("Two") + beside);
        eventually(() -> assertThat(operation("two")).isEqualTo("first"));
        PublishedApi one = published("one");
        PublishedApi two = published("two");

        write("config/apis/two.yaml", api("Other") + beside);

        eventually(() -> assertThat(published("two").api().title()).isEqualTo("Other"));
        assertThat(published("one")).isSameAs(one);
        assertThat(published("two").document()).isSameAs(two.document());
    }

    @Test
    void joinsAnApiAnewWithAProductThatChanged() throws Throwable {
        assertThat(gateway.post("/one/invocations", null, "{}").statusCode()).isEqualTo(200);

        write("config/products/open.yaml", "title: Open\n");

        eventually(() -> assertThat(gateway.post("/one/invocations", null, "{}").statusCode())
                .isEqualTo(401));
        assertThat(published("one").openProduct()).isNull();
    }

    @Test
    void joinsAnApiAnewWithAPolicyThatChanged() throws Throwable {
        write("policies/global.yaml", "outbound:\n  - set-header: { X-A: one }\n");
        eventually(() -> assertThat(header("/one/invocations", "X-A")).isEqualTo("one"));
        PublishedApi one = published("one");
        write("policies/apis/two.yaml", "outbound:\n  - set-header: { X-B: two }\n");

        eventually(() -> assertThat(header("/two/invocations", "X-B")).isEqualTo("two"));
        assertThat(header("/two/invocations", "X-A")).isEqualTo("one");
        assertThat(header("/one/invocations", "X-A")).isEqualTo("one");
        assertThat(header("/one/invocations", "X-B")).isEqualTo("none");
        assertThat(published("one")).as("the other policies are not its own").isSameAs(one);
    }

    @Test
    void joinsAnApiAnewWithAValueThatItsPolicyRefersTo() throws Throwable {
        write("config/named-values.yaml", "values: { colour: red }\n");
        write("policies/global.yaml", "outbound:\n  - set-header: { X-A: \"${value:colour}\" }\n");
        eventually(() -> assertThat(header("/one/invocations", "X-A")).isEqualTo("red"));

        write("config/named-values.yaml", "values: { colour: blue }\n");

        eventually(() -> assertThat(header("/one/invocations", "X-A")).isEqualTo("blue"));
    }

    @Test
    void movesAllApisWithTheirWorkspace() throws Throwable {
        try (FakeBackend other = new FakeBackend()) {
            other.answers(FakeBackend.json(200, "{\"other\":true}"));

            write("config/workspaces/local.yaml", "type: http\nhost: " + other.url() + "\n");

            eventually(() -> assertThat(
                            gateway.post("/two/invocations", null, "{}").body())
                    .contains("other"));
            assertThat(gateway.post("/one/invocations", null, "{}").body()).contains("other");
        }
    }

    @Test
    void tradesThePathsOfTwoApis() throws Throwable {
        write("config/apis/one.yaml", api("One") + "path: /x\n");
        write("config/apis/two.yaml", api("Two") + "path: /y\n");
        eventually(() -> assertThat(at("/x")).isEqualTo("one"));

        write("config/apis/one.yaml", api("One") + "path: /y\n");
        write("config/apis/two.yaml", api("Two") + "path: /x\n");

        eventually(() -> assertThat(at("/x")).isEqualTo("two"));
        assertThat(at("/y")).isEqualTo("one");
        assertThat(gateway.post("/x/invocations", null, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void letsGoOfOldSnapshots() throws Throwable {
        List<WeakReference<Snapshot>> old = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            old.add(new WeakReference<>(gateway.snapshots().current()));
            String title = "Change " + i;
            write("config/apis/two.yaml", api(title));
            eventually(() -> assertThat(published("two").api().title()).isEqualTo(title));
            assertThat(gateway.post("/two/invocations", null, "{}").statusCode())
                    .isEqualTo(200);
        }

        eventually(() -> {
            System.gc();
            // An idle connection may remember its last call, and that its snapshot.
            assertThat(old).filteredOn(reference -> !reference.refersTo(null)).hasSizeLessThan(4);
        });
    }

    @Test
    void forgetsADocumentFileThatIsGone() throws Throwable {
        write("config/apis/one.openapi.json", document("first"));
        write("config/apis/one.yaml", api("One") + "openapi: { source: { file: one.openapi.json } }\n");
        eventually(() -> assertThat(operation("one")).isEqualTo("first"));

        Files.delete(folder.resolve("config/apis/one.openapi.json"));
        eventually(() ->
                assertThat(gateway.bean(ReloadStatus.class).last().successful()).isFalse());
        write("config/apis/one.openapi.json", document("other"));

        eventually(() -> assertThat(operation("one")).isEqualTo("other"));
    }

    private PublishedApi published(String id) {
        return gateway.snapshots().current().apis().get(id);
    }

    private String at(String path) {
        return gateway.snapshots().current().at(path).map(api -> api.api().id()).orElse("none");
    }

    private String operation(String id) {
        return published(id).document().operations().getFirst().id();
    }

    private String header(String path, String name) {
        return gateway.post(path, null, "{}").headers().firstValue(name).orElse("none");
    }

    private void write(String path, String content) {
        Gateway.replace(folder, path, content);
    }

    private static String api(String title) {
        return "title: " + title + "\nworkspace: local\nendpoint: model\nproducts: [open]\n";
    }

    private static String document(String operation) {
        return "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/predict\":{\"post\":"
                + "{\"operationId\":\"" + operation + "\",\"responses\":{\"200\":{\"description\":\"OK\"}}}}}}";
    }
}
