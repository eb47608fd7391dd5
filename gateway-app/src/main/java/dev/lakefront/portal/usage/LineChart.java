package dev.lakefront.portal.usage;

import dev.lakefront.usage.UsageSums;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How long calls took over time.
 *
 * @param median the way of a pen; it is lifted where there were no calls
 * @param slow the 95th percentile, the same
 */
record LineChart(Plot plot, String median, String slow) {

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double STROKE = 3;

    static LineChart of(List<String> moments, List<UsageSums> sums) {
        double most = sums.stream()
                .mapToDouble(one -> millis(one, 0.95))
                .filter(value -> value > 0)
                .max()
                .orElse(1);
        Plot plot = Plot.of(moments, most, LineChart::words);
        return new LineChart(plot, way(plot, sums, 0.5), way(plot, sums, 0.95));
    }

    private static String words(double millis) {
        return millis > 0 && millis < 10
                ? String.format(Locale.ROOT, "%.1f\u00a0ms", millis)
                : Figures.time(Math.round(millis * NANOS_IN_MILLI)).replace("0.0\u00a0ms", "0");
    }

    private static String way(Plot plot, List<UsageSums> sums, double share) {
        StringBuilder way = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < sums.size(); i++) {
            double millis = millis(sums.get(i), share);
            if (millis < 0) {
                down = false;
                continue;
            }
            double x = plot.x(i + 0.5, sums.size());
            double y = plot.y(millis);
            // Begins with a short stroke, so that a point without neighbours can be seen as well.
            way.append(down ? "L" : "M" + Plot.rounded(x - STROKE) + " " + y + "L")
                    .append(x)
                    .append(' ')
                    .append(y);
            down = true;
        }
        return way.toString();
    }

    /** Below nothing where there were no calls. */
    private static double millis(UsageSums sums, double share) {
        OptionalLong nanos = sums.latencies().percentile(share);
        return nanos.isPresent() ? nanos.getAsLong() / NANOS_IN_MILLI : -1;
    }
}
