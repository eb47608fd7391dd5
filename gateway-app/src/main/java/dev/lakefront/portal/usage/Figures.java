package dev.lakefront.portal.usage;

import dev.lakefront.usage.UsageSums;
import java.util.Locale;
import java.util.OptionalLong;

/** Sums as people read them; no line ends between a number and its unit. */
record Figures(
        String calls,
        String errors,
        String errorShare,
        String limited,
        String p50,
        String p95,
        String p99,
        String requestBytes,
        String responseBytes,
        String inputTokens,
        String outputTokens,
        String rows) {

    private static final double NANOS_IN_MILLI = 1e6;
    private static final String NOTHING = "–";
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    static Figures of(UsageSums sums) {
        return new Figures(
                count(sums.calls()),
                count(sums.errors()),
                share(sums.errors(), sums.calls()),
                count(sums.limited()),
                time(sums.latencies().percentile(0.5)),
                time(sums.latencies().percentile(0.95)),
                time(sums.latencies().percentile(0.99)),
                bytes(sums.requestBytes()),
                bytes(sums.responseBytes()),
                known(sums.inputTokens()),
                known(sums.outputTokens()),
                known(sums.rows()));
    }

    /** Those that were read and those that were written, as one. */
    public String tokens() {
        return inputTokens.equals(NOTHING) && outputTokens.equals(NOTHING)
                ? NOTHING
                : inputTokens + "\u00a0/\u00a0" + outputTokens;
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String share(long part, long whole) {
        if (whole == 0) {
            return NOTHING;
        }
        double percent = 100.0 * part / whole;
        return part > 0 && percent < 0.1 ? "<\u00a00.1\u00a0%" : String.format(Locale.ROOT, "%.1f\u00a0%%", percent);
    }

    /** Of what only some answers tell. */
    private static String known(long value) {
        return value == 0 ? NOTHING : count(value);
    }

    private static String time(OptionalLong nanos) {
        return nanos.isEmpty() ? NOTHING : time(nanos.getAsLong());
    }

    /** With two or three digits that mean something. */
    static String time(long nanos) {
        double millis = nanos / NANOS_IN_MILLI;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f\u00a0ms", millis);
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f\u00a0ms", millis)
                : String.format(Locale.ROOT, "%.1f\u00a0s", millis / 1000);
    }

    static String bytes(long value) {
        double shown = value;
        int unit = 0;
        while (shown >= 1000 && unit < UNITS.length - 1) {
            shown /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT, unit == 0 || shown >= 100 ? "%.0f\u00a0%s" : "%.1f\u00a0%s", shown, UNITS[unit]);
    }
}
