package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.StubServer.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedHttpTests {

    private final StubServer server =
            new StubServer(seen -> Reply.json(200, "{\"a\":1}").with("X-Some", "thing"));
    private final BoundedHttp http =
            new BoundedHttp(new BoundedHttp.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(10), 1024));

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    private HttpAnswer get() {
        return http.send(HttpCall.get(server.uri().resolve("/x"), Map.of("Authorization", "Bearer s3cret")))
                .block();
    }

    private Reason failure() {
        try {
            get();
            throw new AssertionError("did not fail");
        } catch (BackendCallFailed failure) {
            assertThat(failure.getMessage()).doesNotContain("s3cret");
            return failure.reason();
        }
    }

    @Test
    void givesTheWholeAnswer() {
        HttpAnswer answer = get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).asString().isEqualTo("{\"a\":1}");
        assertThat(answer.header("x-some")).contains("thing");
        assertThat(server.seen().getFirst().header("authorization")).isEqualTo("Bearer s3cret");
    }

    @Test
    void sendsABody() {
        http.send(new HttpCall("POST", server.uri(), Map.of(), "hello".getBytes()))
                .block();

        assertThat(server.seen().getFirst().body()).isEqualTo("hello");
    }

    @Test
    void doesNotFollowRedirects() {
        server.answers(seen -> Reply.redirect("/elsewhere"));

        assertThat(get().status()).isEqualTo(302);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void takesNoMoreThanItsBound() {
        server.answers(seen -> Reply.json(200, "x".repeat(1024)));
        assertThat(get().body()).hasSize(1024);

        server.answers(seen -> Reply.json(200, "x".repeat(1025)));
        assertThat(failure()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void doesNotWaitForASlowAnswer() {
        server.answers(seen -> Reply.json(200, "{}").after(Duration.ofSeconds(5)));

        try (BoundedHttp hasty =
                new BoundedHttp(new BoundedHttp.Bounds(Duration.ofSeconds(5), Duration.ofMillis(100), 1024))) {
            assertThatThrownBy(() ->
                            hasty.send(HttpCall.get(server.uri(), Map.of())).block())
                    .isInstanceOfSatisfying(
                            BackendCallFailed.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE));
        }
    }

    @Test
    void takesNoCompressedAnswer() {
        server.answers(seen -> Reply.json(200, "{}").with("Content-Encoding", "gzip"));

        assertThat(failure()).isEqualTo(Reason.BAD_ANSWER);
    }

    @Test
    void saysThatNobodyAnswers() {
        server.close();

        assertThatThrownBy(this::get)
                .isInstanceOf(BackendCallFailed.class)
                .hasMessage("http://127.0.0.1:" + server.port() + " refused the connection");
    }

    @Test
    void neverShowsItsHeaders() {
        HttpCall call = HttpCall.get(server.uri().resolve("/x?q=s3cret"), Map.of("Authorization", "Bearer s3cret"));

        assertThat(call.toString()).doesNotContain("s3cret");
        assertThat(new HttpAnswer(200, Map.of(), "s3cret".getBytes()).toString())
                .doesNotContain("s3cret");
    }
}
