package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lakefront.usage.ModelTokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in answers, wherever they are torn apart. */
class TokenScannerTests {

    private record Answer(
            boolean events, String text, @Nullable ModelTokens tokens) {}

    private static Answer document(String text, long input, long output) {
        return new Answer(false, text, new ModelTokens(input, output));
    }

    static Stream<Answer> answers() {
        return Stream.of(
                document("""
                    {"id":"x","choices":[{"message":{"content":"Hi \\"there\\" é 😀"}}],
                     "usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46}}\
                    """, 12, 34),
                document(
                        "{\"usage\" : { \"prompt_tokens\" :\n"
                                + " 7 , \"total_tokens\":7 }, \"data\":[{\"embedding\":[0.1,2]}]}",
                        7,
                        0),
                document(
                        "{\"output\":[],\"usage\":{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":3},"
                            + "\"output_tokens\":6,\"output_tokens_details\":{\"reasoning_tokens\":2,\"output_tokens\":99}}}",
                        5,
                        6),
                document("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}", 1, 2),
                new Answer(true, """
                    data: {"choices":[{"delta":{"content":"a"}}],"usage":null}

                    data: {"choices":[{"delta":{"content":"}}} \\"usage\\":{\\"prompt_tokens\\":9"}}],"usage":null}

                    data: {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":22}}

                    data: [DONE]

                    """, new ModelTokens(11, 22)),
                new Answer(true, """
                    event: message_start
                    data: {"type":"message_start","message":{"usage":{"input_tokens":25,"output_tokens":1}}}

                    event: message_delta
                    data: {"type":"message_delta","usage":{"output_tokens":15}}

                    """, new ModelTokens(25, 15)),
                new Answer(
                        true,
                        "data: {\"response\":{\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}}\r\n\r\n",
                        new ModelTokens(3, 4)),
                new Answer(
                        true,
                        "data: {\"torn\":{\"usage\":{\n\ndata: {\"usage\":{\"prompt_tokens\":8}}\n\n",
                        new ModelTokens(8, 0)));
    }

    private static TokenScanner scanner(Answer answer) {
        return answer.events() ? TokenScanner.ofEvents() : TokenScanner.ofDocument();
    }

    private static void scan(TokenScanner scanner, byte[] bytes, int from, int to) {
        ByteBuf piece = Unpooled.wrappedBuffer(bytes, from, to - from);
        scanner.scan(piece);
        // It goes on to the caller as it came.
        assertThat(piece.readableBytes()).isEqualTo(to - from);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void findsTokensWhereverTheAnswerIsTorn(Answer answer) {
        byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        for (int tear = 0; tear <= bytes.length; tear++) {
            TokenScanner scanner = scanner(answer);
            scan(scanner, bytes, 0, tear);
            scan(scanner, bytes, tear, bytes.length);

            assertThat(scanner.tokens()).as("torn at %d", tear).isEqualTo(answer.tokens());
        }
        TokenScanner scanner = scanner(answer);
        for (int i = 0; i < bytes.length; i++) {
            scan(scanner, bytes, i, i + 1);
        }
        assertThat(scanner.tokens()).as("byte by byte").isEqualTo(answer.tokens());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"prompt_tokens\":5}",
                "{\"usage\":null}",
                "{\"usage\":[{\"prompt_tokens\":5}]}",
                "{\"usage\":{\"prompt_tokens\":-5}}",
                "{\"usage\":{\"prompt_tokens\":\"5\"}}",
                "{\"usage\":{\"prompt_tokens\":null}}",
                "{\"usage\":{\"details\":{\"prompt_tokens\":5}}}",
                "{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":5}\"}",
                "{\"content\":\"usage\",\"other\":{\"prompt_tokens\":5}}",
                "{\"\\u0075sage\":{\"prompt_tokens\":5}}",
                "{\"xusage\":{\"prompt_tokens\":5}}",
                "}}}}{{{\"usage\"",
                "no JSON at all: usage { prompt_tokens : 5 }"
            })
    void findsNothingWhereNothingIsSaid(String text) {
        TokenScanner scanner = TokenScanner.ofDocument();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan(scanner, bytes, 0, bytes.length);

        assertThat(scanner.tokens()).isNull();
    }

    @Test
    void boundsWhatAModelClaims() {
        TokenScanner scanner = TokenScanner.ofDocument();
        byte[] bytes = ("{\"usage\":{\"prompt_tokens\":" + "9".repeat(500) + "}}").getBytes(StandardCharsets.UTF_8);
        scan(scanner, bytes, 0, bytes.length);

        assertThat(scanner.tokens()).isEqualTo(new ModelTokens(1_000_000_000_000L, 0));
    }

    @Test
    void looksNoFurtherThanItsBound() {
        TokenScanner scanner = TokenScanner.ofDocument();
        byte[] padding = " ".repeat(AnswerScanner.LARGEST).getBytes(StandardCharsets.UTF_8);
        byte[] usage = "{\"usage\":{\"prompt_tokens\":5}}".getBytes(StandardCharsets.UTF_8);
        scan(scanner, padding, 0, padding.length);
        scan(scanner, usage, 0, usage.length);

        assertThat(scanner.tokens()).isNull();
    }

    @Test
    void makesNoGarbageHoweverLongTheStream() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuf event = Unpooled.copiedBuffer(
                "data: {\"choices\":[{\"delta\":{\"content\":\"word\"}}]}\n\n", StandardCharsets.UTF_8);
        TokenScanner scanner = TokenScanner.ofEvents();
        for (int i = 0; i < 20_000; i++) {
            scanner.scan(event);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            scanner.scan(event);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }
}
