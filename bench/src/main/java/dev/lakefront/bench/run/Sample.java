package dev.lakefront.bench.run;

import dev.lakefront.bench.load.Outcome;
import dev.lakefront.bench.system.Consumption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * One measurement of one system. Times in milliseconds but for {@code cpuMicrosPerCall}; what does not apply is 0.
 *
 * @param load {@code closed}, or the calls a second of an open loop as a share of saturation, such as {@code 25%}
 * @param generatorCores how many cores the load generator kept busy
 * @param othersCores how many cores were busy with something else; small ones are rounding
 * @param connects that the backend saw during the load
 * @param repeated requests that the backend got beyond the calls that were made: sent twice by the system
 */
public record Sample(
        String profile,
        String system,
        String load,
        int start,
        int round,
        double callsPerSecond,
        long calls,
        Map<String, Long> errors,
        double cpuMicrosPerCall,
        double allocatedPerCall,
        long residentBytes,
        long connects,
        long repeated,
        double generatorCores,
        double othersCores,
        double latestSend,
        Quantiles latency,
        Quantiles firstByte,
        Quantiles gap,
        Quantiles transit) {

    /** The {@code load} of a closed loop. */
    static final String CLOSED = "closed";

    /** Of a histogram in nanoseconds, in milliseconds. */
    public record Quantiles(double p50, double p90, double p99, double p999, double max) {

        static Quantiles of(Histogram histogram) {
            return new Quantiles(
                    millis(histogram.getValueAtPercentile(50)),
                    millis(histogram.getValueAtPercentile(90)),
                    millis(histogram.getValueAtPercentile(99)),
                    millis(histogram.getValueAtPercentile(99.9)),
                    millis(histogram.getMaxValue()));
        }

        private static double millis(long nanos) {
            return nanos / 1e6;
        }
    }

    /** What the machine and the backend said before and after a load. */
    record Reading(
            Consumption system,
            Consumption generator,
            Consumption backend,
            long busyMicros,
            Stage.Counts counts,
            long nanoTime) {

        private long ownMicros() {
            return system.cpuMicros() + generator.cpuMicros() + backend.cpuMicros();
        }
    }

    static Sample of(
            String profile,
            String system,
            String load,
            int start,
            int round,
            Outcome outcome,
            Reading before,
            Reading after) {
        double calls = Math.max(1, outcome.calls());
        double seconds = (after.nanoTime() - before.nanoTime()) / 1e9;
        return new Sample(
                profile,
                system,
                load,
                start,
                round,
                outcome.rate(),
                outcome.calls(),
                new TreeMap<>(outcome.errors()),
                (after.system().cpuMicros() - before.system().cpuMicros()) / calls,
                (after.system().allocated() - before.system().allocated()) / calls,
                after.system().residentBytes(),
                after.counts().connects() - before.counts().connects(),
                Math.max(
                        0,
                        after.counts().requests()
                                - before.counts().requests()
                                - outcome.calls()
                                - outcome.errorCount()),
                (after.generator().cpuMicros() - before.generator().cpuMicros()) / 1e6 / seconds,
                Math.max(0, others(before, after)) / 1e6 / seconds,
                Duration.ofNanos(outcome.latestSend()).toNanos() / 1e6,
                Quantiles.of(outcome.latency),
                Quantiles.of(outcome.firstByte),
                Quantiles.of(outcome.gap),
                Quantiles.of(outcome.transit));
    }

    private static long others(Reading before, Reading after) {
        return after.busyMicros() - before.busyMicros() - (after.ownMicros() - before.ownMicros());
    }

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether it is of the first table: a closed loop, or the one rate of a profile. */
    boolean isFirst() {
        return !load.endsWith("%");
    }
}
