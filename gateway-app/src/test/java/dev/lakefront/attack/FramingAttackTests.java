package dev.lakefront.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests whose end two readers could see in different places. The model server gets none of them, or exactly one whole
 * request; the second request that is hidden in them never becomes one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6">RFC 9112, section 6</a>
 */
class FramingAttackTests {

    private static final String HIDDEN = "POST /churn/invocations HTTP/1.1\r\nHost: a\r\nX-Hidden: yes\r\n\r\n";

    @TempDir
    private static Path folder;

    private static AttackedGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new AttackedGateway(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream.forget();
    }

    private static String post(String headers, String body) {
        return "POST /churn/invocations HTTP/1.1\r\nHost: a\r\nX-API-Key: " + gateway.key + "\r\n" + headers + "\r\n"
                + body;
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("two lengths that differ", "Content-Length: 2\r\nContent-Length: 5\r\n", "{}"),
                Arguments.of("a list of lengths", "Content-Length: 2, 5\r\n", "{}"),
                Arguments.of("a signed length", "Content-Length: +2\r\n", "{}"),
                Arguments.of("a negative length", "Content-Length: -2\r\n", "{}"),
                Arguments.of("a hexadecimal length", "Content-Length: 0x2\r\n", "{}"),
                Arguments.of("a length with a fraction", "Content-Length: 2.0\r\n", "{}"),
                Arguments.of("a length beyond any number", "Content-Length: 99999999999999999999\r\n", "{}"),
                Arguments.of("an empty length", "Content-Length: \r\n", "{}"),
                Arguments.of("a coding nobody knows", "Transfer-Encoding: xchunked\r\n", "2\r\n{}\r\n0\r\n\r\n"),
                Arguments.of(
                        "chunked that is not last", "Transfer-Encoding: chunked, identity\r\n", "2\r\n{}\r\n0\r\n\r\n"),
                Arguments.of("identity alone", "Transfer-Encoding: identity\r\n", "{}"),
                Arguments.of("a space before the colon", "Content-Length : 2\r\n", "{}"),
                Arguments.of("a tab before the colon", "Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"),
                Arguments.of("a bare carriage return", "X-A: b\rContent-Length: 2\r\n", "{}"),
                Arguments.of("a zero byte in a value", "X-A: b\u0000c\r\nContent-Length: 2\r\n", "{}"),
                Arguments.of("a name with a bracket", "X-(A): b\r\nContent-Length: 2\r\n", "{}"),
                Arguments.of("no name", ": b\r\nContent-Length: 2\r\n", "{}"),
                Arguments.of("a chunk size that is none", "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"),
                Arguments.of("a negative chunk", "Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n"),
                Arguments.of(
                        "a chunk size beyond any number",
                        "Transfer-Encoding: chunked\r\n",
                        "ffffffffffffffff1\r\n{}\r\n0\r\n\r\n"),
                Arguments.of(
                        "a chunk that is longer than it says",
                        "Transfer-Encoding: chunked\r\n",
                        "1\r\n{}\r\n0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatHasNoOneReading(String name, String headers, String body) {
        AttackedGateway.Answer answer = gateway.send(post(headers, body + HIDDEN));

        assertThat(answer.status()).isIn(0, 400, 413, 501);
        assertThat(answer.count()).isLessThanOrEqualTo(1);
        assertThat(gateway.upstream.requests()).noneMatch(request -> request.contains("X-Hidden"));
    }

    static Stream<Arguments> oneReading() {
        return Stream.of(
                Arguments.of("length and chunked", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                Arguments.of("chunked and length", "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\n"),
                Arguments.of(
                        "chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                Arguments.of("chunked in another case", "Transfer-Encoding: CHUNKED\r\n", "2\r\n{}\r\n0\r\n\r\n"),
                Arguments.of("an extension of a chunk", "Transfer-Encoding: chunked\r\n", "2;a=b\r\n{}\r\n0\r\n\r\n"),
                Arguments.of("a folded header", "X-Fold: a\r\n b\r\nContent-Length: 2\r\n", "{}"),
                Arguments.of("a length with a leading zero", "Content-Length: 02\r\n", "{}"),
                Arguments.of("equal lengths twice", "Content-Length: 2\r\nContent-Length: 2\r\n", "{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneReading")
    void passesNothingHiddenOn(String name, String headers, String body) {
        gateway.send(post(headers + "Connection: close\r\n", body));

        assertThat(gateway.upstream.rubbish()).isEmpty();
        assertThat(gateway.upstream.requests()).hasSizeLessThanOrEqualTo(1).allSatisfy(request -> {
            boolean chunked = request.contains("transfer-encoding: chunked");
            boolean counted = request.toLowerCase(Locale.ROOT).contains("content-length: ");
            assertThat(chunked && counted).as("framed in two ways: %s", request).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2\n{}\n0\n\n", "zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}\r\nzz\r\n", "1\r\n{}\r\n0\r\n\r\n"})
    void passesNoBeginningOfAMalformedBodyOnAsIfItWereWhole(String chunks) throws InterruptedException {
        gateway.send(post("Transfer-Encoding: chunked\r\nConnection: close\r\n", chunks));

        // The end that must not come would come within this time.
        Thread.sleep(300);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void answersPipelinedRequestsEachForItself() {
        String one = post("Content-Length: 2\r\n", "{}");

        AttackedGateway.Answer answer = gateway.send(one + one);

        assertThat(answer.count()).isEqualTo(2);
        assertThat(gateway.upstream.requests()).hasSize(2);
    }

    @Test
    void sendsNoTrailerOn() {
        gateway.send(post(
                "Transfer-Encoding: chunked\r\nTrailer: Authorization\r\nConnection: close\r\n",
                "2\r\n{}\r\n0\r\nAuthorization: Bearer mine\r\nX-API-Key: other\r\n\r\n"));

        assertThat(gateway.upstream.requests())
                .allSatisfy(
                        request -> assertThat(request).doesNotContain("mine").doesNotContain("other"));
    }
}
