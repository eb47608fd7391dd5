package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.KeyDigest;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Configuration changes while calls are made: the faults F1, F2, F4, F5 and F6. */
class ChangesUnderLoadTests {

    private static final String KEY = "changes-under-load-test-key";
    private static final int CALLERS = 4;

    @TempDir
    Path folder;

    private final FakeBackend backend = new FakeBackend();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private Gateway gateway;

    @BeforeEach
    void start() {
        write("token", "first-token\n");
        write(
                "config/workspaces/local.yaml",
                "type: http\nhost: " + backend.url() + "\nauth: { type: token, token: \"${file:"
                        + folder.resolve("token") + "}\" }\n");
        write("config/apis/steady.yaml", api("local"));
        key("config/subscriptions/app.yaml", KEY);
        gateway = Gateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        backend.close();
    }

    @Test
    void failsNoCallOfAnApiWhileOthersComeAndGo() throws Throwable {
        changeOthers(40);
    }

    @Test
    @Tag("chaos")
    void failsNoCallInAThousandChanges() throws Throwable {
        changeOthers(1000);
    }

    private void changeOthers(int changes) throws Throwable {
        Random random = new Random(42);
        whileCalled(() -> status("/steady/invocations"), () -> {
            for (int i = 0; i < changes; i++) {
                String file = "config/apis/other-" + random.nextInt(20) + ".yaml";
                if (random.nextInt(3) == 0) {
                    Files.deleteIfExists(folder.resolve(file));
                } else {
                    write(file, "title: Change " + i + api("local").substring("title: A".length()));
                }
                Thread.sleep(5);
            }
            write("config/apis/last.yaml", api("local"));
            eventually(() -> assertThat(gateway.snapshots().current().apis()).containsKey("last"));
        });

        assertThat(answers).containsExactly("200");
    }

    @Test
    void answersFromTheOldPlaceOrTheNewWhileARouteMoves() throws Throwable {
        try (FakeBackend other = new FakeBackend()) {
            other.answers(FakeBackend.json(200, "{\"from\":\"B\"}"));
            backend.answers(FakeBackend.json(200, "{\"from\":\"A\"}"));
            write("config/workspaces/other.yaml", "type: http\nhost: " + other.url() + "\n");
            whileCalled(() -> body("/steady/invocations"), () -> {
                eventually(() -> assertThat(answers).contains("{\"from\":\"A\"}"));
                write("config/apis/steady.yaml", api("other"));
                eventually(() -> assertThat(answers).contains("{\"from\":\"B\"}"));
            });
        }

        assertThat(answers).containsExactlyInAnyOrder("{\"from\":\"A\"}", "{\"from\":\"B\"}");
    }

    @Test
    void letsAStreamOfADeletedApiRunToItsEnd() throws Throwable {
        Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
        backend.answers((request, response) -> response.header("Content-Type", "text/event-stream")
                .sse()
                .send(
                        events.asFlux().map(event -> Unpooled.copiedBuffer(event, StandardCharsets.UTF_8)),
                        part -> true));
        events.tryEmitNext("data: 1\n\n");
        InputStream stream = stream("/steady/invocations");
        assertThat(new String(stream.readNBytes(9), StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");

        Files.delete(folder.resolve("config/apis/steady.yaml"));
        eventually(() -> assertThat(gateway.snapshots().current().apis()).isEmpty());
        assertThat(status("/steady/invocations")).isEqualTo("404");
        Flux.range(2, 50)
                .doOnNext(i -> events.tryEmitNext("data: " + i + "\n\n"))
                .blockLast();
        events.tryEmitComplete();

        String rest = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(StringUtils.countOccurrencesOf(rest, "data: ")).isEqualTo(50);
        assertThat(rest).endsWith("data: 51\n\n");
    }

    @Test
    void refusesAKeyThatItsFileNoLongerHas() throws Throwable {
        key("config/subscriptions/second.yaml", "second-key-of-the-test");
        eventually(() -> assertThat(gateway.post("/steady/invocations", "second-key-of-the-test", "{}")
                        .statusCode())
                .isEqualTo(200));

        whileCalled(() -> status("/steady/invocations"), () -> {
            Files.delete(folder.resolve("config/subscriptions/second.yaml"));
            eventually(() -> assertThat(gateway.post("/steady/invocations", "second-key-of-the-test", "{}")
                            .statusCode())
                    .isEqualTo(401));
        });

        assertThat(answers).containsExactly("200");
    }

    @Test
    void failsNoCallWhileTheWorkspacesTokenIsRotated() throws Throwable {
        AtomicBoolean firstIsRevoked = new AtomicBoolean();
        backend.answers((request, response) -> {
            String sent = String.valueOf(request.header("Authorization"));
            boolean known =
                    sent.equals("Bearer second-token") || sent.equals("Bearer first-token") && !firstIsRevoked.get();
            return FakeBackend.json(known ? 200 : 401, "{}").to(request, response);
        });

        whileCalled(() -> status("/steady/invocations"), () -> {
            write("token", "second-token\n");
            firstIsRevoked.set(true);
            eventually(() -> assertThat(backend.last().header("Authorization")).isEqualTo("Bearer second-token"));
        });

        assertThat(answers).containsExactly("200");
    }

    /** Something that changes the configuration. */
    private interface Change {
        void make() throws Throwable;
    }

    private void whileCalled(Supplier<String> call, Change change) throws Throwable {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.submit(() -> {
                    while (!done.get()) {
                        answers.add(called(call));
                        calls.incrementAndGet();
                    }
                });
            }
            try {
                eventually(() -> assertThat(calls).hasValueGreaterThan(CALLERS));
                change.make();
                int before = calls.get();
                eventually(() -> assertThat(calls).hasValueGreaterThan(before + CALLERS));
            } finally {
                done.set(true);
            }
        }
    }

    private static String called(Supplier<String> call) {
        try {
            return call.get();
        } catch (UncheckedIOException failed) {
            return failed.toString();
        }
    }

    private String status(String path) {
        return Integer.toString(gateway.post(path, KEY, "{}").statusCode());
    }

    private String body(String path) {
        return gateway.post(path, KEY, "{}").body();
    }

    private InputStream stream(String path) throws IOException, InterruptedException {
        HttpRequest request = gateway.request(path)
                .header("X-API-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private void key(String file, String key) {
        write(
                file,
                "title: App\nscope: all\nkeys:\n  - { name: a, hash: \""
                        + KeyDigest.of(key).written() + "\" }\n");
    }

    private void write(String path, String content) {
        Gateway.replace(folder, path, content);
    }

    private static String api(String workspace) {
        return "title: A\nworkspace: " + workspace + "\nendpoint: model\n";
    }
}
