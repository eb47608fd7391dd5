package dev.lakefront.portal.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The ground of a chart over time: where things stand, and what is written beside them. Drawn by the template.
 *
 * @param ticks from the bottom up
 * @param labels from left to right
 */
record Plot(Frame frame, double most, List<Tick> ticks, List<Label> labels) {

    /** Where the lines and bars may be, and how large all of it is. */
    record Frame(double width, double height, double left, double right, double top, double bottom) {}

    /** A line across the chart, and what it stands for. */
    record Tick(double y, String text) {}

    /** A moment below the chart. */
    record Label(double x, String text) {}

    private static final Frame FRAME = new Frame(420, 190, 52, 412, 10, 164);
    private static final int MOST_LABELS = 4;
    private static final int[] ROUND = {1, 2, 5, 10};

    /** Room for these moments, and for values up to this one. */
    static Plot of(List<String> moments, double most, DoubleFunction<String> words) {
        double step = roundStep(most);
        double top = Math.max(step, Math.ceil(most / step) * step);
        Plot ground = new Plot(FRAME, top, List.of(), List.of());
        List<Tick> ticks = new ArrayList<>();
        for (double value = 0; value <= top + step / 2; value += step) {
            ticks.add(new Tick(ground.y(value), words.apply(value)));
        }
        List<Label> labels = new ArrayList<>();
        int every = Math.max(1, Math.ceilDiv(moments.size(), MOST_LABELS));
        for (int i = 0; i < moments.size(); i += every) {
            labels.add(new Label(ground.x(i + 0.5, moments.size()), moments.get(i)));
        }
        return new Plot(FRAME, top, ticks, labels);
    }

    /** At most five steps of 1, 2 or 5 with noughts. */
    private static double roundStep(double most) {
        if (most <= 0) {
            return 1;
        }
        double rough = most / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (int round : ROUND) {
            if (round * power >= rough) {
                return round * power;
            }
        }
        return ROUND[ROUND.length - 1] * power;
    }

    double x(double position, int positions) {
        return rounded(frame.left() + (frame.right() - frame.left()) * position / Math.max(1, positions));
    }

    double y(double value) {
        return rounded(frame.bottom() - (frame.bottom() - frame.top()) * value / most);
    }

    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
