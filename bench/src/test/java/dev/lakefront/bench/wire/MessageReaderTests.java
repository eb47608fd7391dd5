package dev.lakefront.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTests {

    private static final String MESSAGES = "HTTP/1.1 200 OK\r\n"
            + "Content-Type: a\r\n"
            + "content-LENGTH: 5\r\n\r\n"
            + "helloHTTP/1.1 204 No Content\r\n\r\n"
            + "HTTP/1.1 200 OK\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "3\r\n"
            + "foo\r\n"
            + "A;x=y\r\n"
            + "0123456789\r\n"
            + "0\r\n"
            + "T: t\r\n\r\n";

    private final List<String> seen = new ArrayList<>();

    private final MessageReader reader = new MessageReader(new MessageReader.Listener() {

        private final StringBuilder body = new StringBuilder();

        @Override
        public void head(String startLine) {
            seen.add(startLine);
        }

        @Override
        public void body(ByteBuf part) {
            body.append(part.toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void end() {
            seen.add(body.toString());
            body.setLength(0);
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40, 1000})
    void readsLengthsAndChunksHoweverTheyAreCut(int pieces) {
        for (int at = 0; at < MESSAGES.length(); at += pieces) {
            String piece = MESSAGES.substring(at, Math.min(MESSAGES.length(), at + pieces));
            reader.read(Unpooled.copiedBuffer(piece, StandardCharsets.US_ASCII));
        }

        assertThat(seen)
                .containsExactly(
                        "HTTP/1.1 200 OK", "hello",
                        "HTTP/1.1 204 No Content", "",
                        "HTTP/1.1 200 OK", "foo0123456789");
    }
}
