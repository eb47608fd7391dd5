package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.StubServer.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlDocumentSourceTests {

    private static final BoundedHttp.Bounds BOUNDS =
            new BoundedHttp.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(10), 4096);

    private final StubServer server = new StubServer(seen -> Reply.json(200, "{\"openapi\":\"3.1.0\"}"));
    private final Map<String, String> names = new HashMap<>(Map.of("docs.test", "127.0.0.1"));
    private final AtomicInteger resolved = new AtomicInteger();

    @AfterEach
    void close() {
        server.close();
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        resolved.incrementAndGet();
        String addresses =
                names.getOrDefault(host, Character.isDigit(host.charAt(0)) || host.contains(":") ? host : "");
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return Stream.of(addresses.split(","))
                .map(address -> {
                    try {
                        return InetAddress.getByName(address);
                    } catch (UnknownHostException malformed) {
                        throw new IllegalArgumentException(malformed);
                    }
                })
                .toList();
    }

    private String fetch(String address, String... allowed) {
        UrlDocumentSource source = new UrlDocumentSource(List.of(allowed), this::resolve, BOUNDS);
        return new String(source.fetch(URI.create(address)));
    }

    private Reason refusal(String address, String... allowed) {
        BackendCallFailed failure = catchThrowableOfType(BackendCallFailed.class, () -> fetch(address, allowed));
        assertThat(failure).as(address).isNotNull();
        return failure.reason();
    }

    private String docs() {
        return "http://docs.test:" + server.port();
    }

    @Test
    void fetchesFromAnAllowedHostAtTheAddressThatWasChecked() {
        assertThat(fetch(docs() + "/openapi.json?x=1", "docs.test:" + server.port()))
                .isEqualTo("{\"openapi\":\"3.1.0\"}");

        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.path()).isEqualTo("/openapi.json?x=1");
            assertThat(seen.header("host")).isEqualTo("docs.test:" + server.port());
            assertThat(seen.headers()).doesNotContainKey("authorization");
        });
        assertThat(resolved).hasValue(1);
    }

    @Test
    void allowsAHostAtEveryPortWhenNoneIsGiven() {
        assertThat(fetch(docs() + "/", "DOCS.test")).contains("3.1.0");
        assertThat(fetch(server.uri().toString(), "127.0.0.1")).contains("3.1.0");
    }

    @Test
    void refusesAnotherPortThanTheAllowedOne() {
        assertThat(refusal(docs() + "/", "docs.test:1")).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(server.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:file:/a.jar!/b",
                "ftp://docs.test/",
                "gopher://docs.test/",
                "//docs.test/",
                "docs",
                "https:///path",
                "https://user:pa55@docs.test/",
                "http://public.test/",
                "https://public.test:8443/",
                "https://docs.test/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://0/",
                "https://mixed.test/"
            })
    void refusesEverywhereElse(String address) {
        names.put("public.test", "93.184.215.14");
        names.put("mixed.test", "93.184.215.14,10.0.0.1");

        assertThat(refusal(address)).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void saysHowToAllowAHost() {
        assertThat(catchThrowableOfType(BackendCallFailed.class, () -> fetch("https://docs.test/")))
                .hasMessage("'docs.test' is not on the public Internet; if it is meant, add 'docs.test:443' to"
                        + " import.allow-private-hosts in gateway.yaml");
    }

    @Test
    void refusesARedirectToAPrivateHost() {
        server.answers(seen -> Reply.redirect("https://169.254.169.254/latest/meta-data"));

        assertThat(refusal(docs() + "/", "docs.test")).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void refusesARedirectToAnotherScheme() {
        server.answers(seen -> Reply.redirect("file:///etc/passwd"));

        assertThat(refusal(docs() + "/", "docs.test")).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void refusesARedirectFromHttpsToHttp() {
        HttpAnswer down = new HttpAnswer(302, Map.of("location", "http://docs.test/a"), new byte[0]);
        HttpAnswer same = new HttpAnswer(302, Map.of("location", "b?x=1"), new byte[0]);

        assertThat(catchThrowableOfType(
                                BackendCallFailed.class,
                                () -> UrlDocumentSource.next(URI.create("https://docs.test/"), down))
                        .reason())
                .isEqualTo(Reason.NOT_ALLOWED);
        assertThat(UrlDocumentSource.next(URI.create("https://docs.test/a/"), same))
                .isEqualTo(URI.create("https://docs.test/a/b?x=1"));
        assertThat(UrlDocumentSource.next(URI.create("http://docs.test/"), down))
                .hasPath("/a");
    }

    @Test
    void followsThreeRedirectsAndNoMore() {
        server.answers(seen -> seen.path().equals("/3") ? Reply.json(200, "there") : Reply.redirect(next(seen.path())));
        assertThat(fetch(docs() + "/0", "docs.test")).isEqualTo("there");

        server.answers(seen -> Reply.redirect(next(seen.path())));
        server.seen().clear();
        assertThat(refusal(docs() + "/0", "docs.test")).isEqualTo(Reason.BAD_ANSWER);
        assertThat(server.seen()).hasSize(4);
    }

    private static String next(String path) {
        return "/" + (Integer.parseInt(path.substring(1)) + 1);
    }

    @Test
    void connectsToTheCheckedAddressThoughTheNameHasAnotherOneByThen() {
        UrlDocumentSource source = new UrlDocumentSource(
                List.of("rebind.test"),
                host -> List.of(InetAddress.getByName(resolved.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.99")),
                BOUNDS);

        byte[] document = source.fetch(URI.create("http://rebind.test:" + server.port() + "/"));

        assertThat(document).asString().contains("3.1.0");
        assertThat(resolved).hasValue(1);
    }

    @Test
    void boundsSizeAndTime() {
        server.answers(seen -> Reply.json(200, "x".repeat(4097)));
        assertThat(refusal(docs() + "/", "docs.test")).isEqualTo(Reason.TOO_LARGE);

        server.answers(seen -> Reply.json(200, "{}").after(Duration.ofSeconds(5)));
        UrlDocumentSource hasty = new UrlDocumentSource(
                List.of("docs.test"),
                this::resolve,
                new BoundedHttp.Bounds(Duration.ofSeconds(5), Duration.ofMillis(100), 4096));
        assertThat(catchThrowableOfType(BackendCallFailed.class, () -> hasty.fetch(URI.create(docs())))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void saysWhatTheServerAnswered() {
        server.answers(seen -> Reply.json(Integer.parseInt(seen.path().substring(1)), ""));

        assertThat(refusal(docs() + "/404", "docs.test")).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(docs() + "/401", "docs.test")).isEqualTo(Reason.UNAUTHORISED);
        assertThat(refusal(docs() + "/403", "docs.test")).isEqualTo(Reason.FORBIDDEN);
        assertThat(refusal(docs() + "/503", "docs.test")).isEqualTo(Reason.NOT_READY);
        assertThat(refusal(docs() + "/500", "docs.test")).isEqualTo(Reason.BAD_ANSWER);
        assertThat(refusal("https://unknown.test/")).isEqualTo(Reason.UNREACHABLE);
    }
}
