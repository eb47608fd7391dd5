package dev.lakefront.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTests {

    @Test
    void seesEveryByteOfACall() {
        assertThat(Allocation.bytesPerCall(() -> new byte[1000])).isBetween(1000L, 1040L);
        assertThat(Allocation.bytesPerCall(() -> "nothing new")).isZero();
    }
}
