package dev.lakefront.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodiesTests {

    @Test
    void carriesTheWishInItsFirstBytes() {
        Bodies.Wish wish = new Bodies.Wish(1_048_576, 50, 100);
        byte[] request = Bodies.request(10_240, wish);

        assertThat(request).hasSize(10_240);
        assertThat(Bodies.wish(Arrays.copyOf(request, Bodies.WISH_LENGTH))).isEqualTo(wish);
    }

    @Test
    void hasTheIdAtOnePlaceInBothDirections() {
        byte[] zeros = "0".repeat(Bodies.ID_LENGTH).getBytes();

        assertThat(Arrays.copyOfRange(
                        Bodies.request(201, new Bodies.Wish(193, 0, 0)), Bodies.ID_AT, Bodies.ID_AT + Bodies.ID_LENGTH))
                .isEqualTo(zeros);
        assertThat(Arrays.copyOfRange(Bodies.answer(193), Bodies.ID_AT, Bodies.ID_AT + Bodies.ID_LENGTH))
                .isEqualTo(zeros);
        assertThat(Bodies.answer(193)).hasSize(193);
    }
}
