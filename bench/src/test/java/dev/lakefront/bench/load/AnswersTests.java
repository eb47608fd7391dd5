package dev.lakefront.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.bench.wire.Bodies;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswersTests {

    private final Outcome outcome = new Outcome();
    private final Answers answers =
            new Answers(new Bodies.Wish(64, 10, 3), outcome, Unpooled.EMPTY_BUFFER, new byte[Bodies.ID_LENGTH]);

    private static String event(int number) {
        return "data: {\"i\":%04d,\"t\":%019d,\"token\":\"lake\"}\n\n".formatted(number, 1_000_000L);
    }

    private String verdict(String... pieces) {
        answers.begin("HTTP/1.1 200 OK");
        long now = 2_000_000;
        for (String piece : pieces) {
            answers.part(Unpooled.copiedBuffer(piece, StandardCharsets.US_ASCII), now);
            now += 10_000_000;
        }
        return answers.verdict();
    }

    @Test
    void readsEventsHoweverTheyAreCut() {
        String all = event(0) + event(1) + event(2) + "data: [DONE]\n\n";

        assertThat(verdict(all.substring(0, 20), all.substring(20, 90), all.substring(90)))
                .isNull();
        assertThat(outcome.transit.getTotalCount()).isEqualTo(3);
        assertThat(outcome.gap.getTotalCount()).isEqualTo(2);
    }

    @Test
    void noticesWhatAStreamLacks() {
        assertThat(verdict(event(0), event(1), event(2))).isEqualTo("stream cut off");
        assertThat(verdict(event(0), event(2), "data: [DONE]\n\n")).isEqualTo("event out of order");
        assertThat(verdict(event(0), event(1), "data: [DONE]\n\n")).isEqualTo("stream cut off");
    }
}
