package dev.lakefront.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTests {

    private static final double[] SHARES = {0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1};

    /** Times of very different kinds: all alike, spread evenly, with a long tail, of two models. */
    static Stream<ToLongFunction<Random>> distributions() {
        return Stream.of(
                random -> 12_345_678L,
                random -> 100_000 + random.nextLong(5_000_000_000L),
                random -> (long) (2e6 * Math.exp(2 * random.nextGaussian()) + 2e5),
                random -> random.nextInt(10) < 9 ? 1_000_000 + random.nextInt(100_000) : 30_000_000_000L);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void tellsPercentilesWithinTheStatedError(ToLongFunction<Random> distribution) {
        Random random = new Random(42);
        long[] exact = new long[20_000];
        Latencies latencies = new Latencies();
        for (int i = 0; i < exact.length; i++) {
            exact[i] = distribution.applyAsLong(random);
            latencies.add(exact[i]);
        }
        Arrays.sort(exact);

        for (double share : SHARES) {
            double truth = exact[(int) Math.ceil(share * exact.length) - 1];
            assertThat((double) latencies.percentile(share).orElseThrow())
                    .isCloseTo(truth, within(truth * Latencies.ERROR));
        }
    }

    @Test
    void addsUpAsIfAllHadBeenCountedInOnePlace() {
        Random random = new Random(1);
        Latencies whole = new Latencies();
        Latencies sum = new Latencies();
        for (int part = 0; part < 10; part++) {
            Latencies one = new Latencies();
            for (int i = 0; i < 500; i++) {
                long nanos = random.nextLong(20_000_000_000L);
                one.add(nanos);
                whole.add(nanos);
            }
            sum.add(Latencies.ofBytes(one.toBytes()));
        }

        assertThat(sum.total()).isEqualTo(5000);
        assertThat(sum.toBytes()).isEqualTo(whole.toBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99_999, 100_000})
    void tellsVeryShortTimesAsATenthOfAMillisecond(long nanos) {
        Latencies latencies = new Latencies();
        latencies.add(nanos);

        assertThat(latencies.percentile(0.5)).hasValue(100_000);
    }

    @Test
    void tellsVeryLongTimesAsAboutAnHour() {
        Latencies latencies = new Latencies();
        latencies.add(Duration.ofDays(9).toNanos());

        assertThat(Duration.ofNanos(latencies.percentile(0.99).orElseThrow()))
                .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
    }

    @Test
    void tellsNothingOfNoCalls() {
        assertThat(new Latencies().percentile(0.5)).isEmpty();
        assertThat(new Latencies().toBytes()).isEmpty();
    }

    @Test
    void takesFewBytes() {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 1_000_000; i++) {
            latencies.add(10_000_000 + i % 1000 * 30_000L);
        }

        assertThat(latencies.toBytes()).hasSizeLessThan(80);
    }

    @Test
    void refusesWhatItDidNotWrite() {
        assertThatThrownBy(() -> Latencies.ofBytes(new byte[] {(byte) 0xff}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("torn");
        assertThatThrownBy(() -> Latencies.ofBytes(new byte[] {(byte) 0xff, 0x7f, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bucket");
    }
}
