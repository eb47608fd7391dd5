package dev.lakefront.portal.usage;

import dev.lakefront.usage.UsageSums;
import java.util.ArrayList;
import java.util.List;

/** Calls over time, as bars of what went well, what was too often, and what failed. */
record BarChart(Plot plot, List<Bar> bars) {

    /** @param kind the class of the style sheet */
    record Bar(double x, double y, double width, double height, String kind) {}

    private static final double FILLED = 0.8;

    static BarChart of(List<String> moments, List<UsageSums> sums) {
        long most = sums.stream().mapToLong(UsageSums::calls).max().orElse(0);
        Plot plot = Plot.of(moments, Math.max(4, most), value -> Figures.count(Math.round(value)));
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            UsageSums one = sums.get(i);
            double x = plot.x(i + (1 - FILLED) / 2, sums.size());
            double width = Plot.rounded(plot.x(i + (1 + FILLED) / 2, sums.size()) - x);
            long well = one.calls() - one.errors() - one.limited();
            add(bars, plot, x, width, 0, well, "series");
            add(bars, plot, x, width, well, one.limited(), "warn");
            add(bars, plot, x, width, well + one.limited(), one.errors(), "bad");
        }
        return new BarChart(plot, bars);
    }

    private static void add(List<Bar> bars, Plot plot, double x, double width, long below, long count, String kind) {
        if (count > 0) {
            double top = plot.y(below + count);
            bars.add(new Bar(x, top, width, Math.max(1, Plot.rounded(plot.y(below) - top)), kind));
        }
    }
}
