package dev.lakefront.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Turns samples into tables: medians, ranges, and ratios within this one run. */
final class Report {

    private static final int MANY_CONNECTS_PER_CALLS = 50;

    private final String name;
    private final Map<String, String> machine;
    private final List<Sample> samples;
    private final List<String> notes;

    Report(String name, Map<String, String> machine, List<Sample> samples, List<String> notes) {
        this.name = name;
        this.machine = machine;
        this.samples = samples;
        this.notes = new ArrayList<>(notes);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# " + name + "\n\n");
        machine.forEach((what, value) -> text.append("- " + what + ": " + value + "\n"));
        for (String profile : distinct(Sample::profile, samples)) {
            List<Sample> own = samples.stream()
                    .filter(sample -> sample.profile().equals(profile))
                    .toList();
            text.append("\n## ").append(profile).append("\n\n").append(closed(own));
            text.append(own.getFirst().gap().max() > 0 ? streams(own) : open(own));
        }
        doubts();
        if (!notes.isEmpty()) {
            text.append("\n## Notes\n\n");
            notes.stream().distinct().forEach(note -> text.append("- " + note + "\n"));
        }
        return text.toString();
    }

    private static String closed(List<Sample> all) {
        List<Sample> closed = all.stream().filter(Sample::isFirst).toList();
        Table table = new Table(
                closed.getFirst().load(),
                "calls/s",
                "range",
                "to direct",
                "to stock",
                "to bare",
                "CPU us/call",
                "CPU to stock",
                "kB/call",
                "RSS MB",
                "p50 ms",
                "p99 ms",
                "errors",
                "connects",
                "others");
        for (String system : distinct(Sample::system, closed)) {
            List<Sample> own = of(system, closed);
            double rate = median(own, Sample::callsPerSecond);
            double cpu = median(own, Sample::cpuMicrosPerCall);
            table.row(
                    system,
                    "%,.0f".formatted(rate),
                    "%,.0f-%,.0f".formatted(least(own, Sample::callsPerSecond), most(own, Sample::callsPerSecond)),
                    ratio(rate, median(of("direct", closed), Sample::callsPerSecond)),
                    ratio(rate, median(of("stock", closed), Sample::callsPerSecond)),
                    ratio(rate, median(of("bare", closed), Sample::callsPerSecond)),
                    cpu == 0 ? "-" : "%.1f".formatted(cpu),
                    cpu == 0 ? "-" : ratio(cpu, median(of("stock", closed), Sample::cpuMicrosPerCall)),
                    kilo(median(own, Sample::allocatedPerCall)),
                    mega(median(own, sample -> sample.residentBytes())),
                    "%.2f".formatted(median(own, sample -> sample.latency().p50())),
                    "%.2f".formatted(median(own, sample -> sample.latency().p99())),
                    "%,d".formatted(own.stream().mapToLong(Sample::errorCount).sum()),
                    "%,d".formatted(own.stream().mapToLong(Sample::connects).sum()),
                    "%.1f".formatted(most(own, Sample::othersCores)));
        }
        return table.text();
    }

    private static String open(List<Sample> all) {
        StringBuilder text = new StringBuilder();
        List<Sample> open = all.stream().filter(sample -> !sample.isFirst()).toList();
        for (String load : distinct(Sample::load, open)) {
            List<Sample> at =
                    open.stream().filter(sample -> sample.load().equals(load)).toList();
            text.append("\n").append(latencies(load, at).text());
        }
        return text.toString();
    }

    private static Table latencies(String load, List<Sample> at) {
        Table table = new Table(
                "open loop, " + load,
                "calls/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "added p50",
                "added p99",
                "added p99.9",
                "added p99 to stock",
                "CPU us/call",
                "errors",
                "latest send ms");
        List<Sample> direct = of("direct", at);
        double stock = median(of("stock", at), sample -> sample.latency().p99())
                - median(direct, sample -> sample.latency().p99());
        for (String system : distinct(Sample::system, at)) {
            List<Sample> own = of(system, at);
            double p50 = median(own, sample -> sample.latency().p50());
            double p99 = median(own, sample -> sample.latency().p99());
            double p999 = median(own, sample -> sample.latency().p999());
            table.row(
                    system,
                    "%,.0f".formatted(median(own, Sample::callsPerSecond)),
                    "%.3f".formatted(p50),
                    "%.2f".formatted(p99),
                    "%.2f".formatted(p999),
                    difference(p50, median(direct, sample -> sample.latency().p50())),
                    difference(p99, median(direct, sample -> sample.latency().p99())),
                    difference(p999, median(direct, sample -> sample.latency().p999())),
                    ratio(p99 - median(direct, sample -> sample.latency().p99()), stock),
                    "%.1f".formatted(median(own, Sample::cpuMicrosPerCall)),
                    "%,d".formatted(own.stream().mapToLong(Sample::errorCount).sum()),
                    "%.1f".formatted(most(own, Sample::latestSend)));
        }
        return table;
    }

    private static String streams(List<Sample> all) {
        Table table = new Table(
                "streams",
                "first chunk p50 ms",
                "added",
                "first chunk p99",
                "added",
                "transit p50 ms",
                "added",
                "transit p99",
                "gap p50 ms",
                "gap p99");
        List<Sample> direct = of("direct", all);
        for (String system : distinct(Sample::system, all)) {
            List<Sample> own = of(system, all);
            table.row(
                    system,
                    "%.3f".formatted(median(own, sample -> sample.firstByte().p50())),
                    difference(own, direct, sample -> sample.firstByte().p50()),
                    "%.2f".formatted(median(own, sample -> sample.firstByte().p99())),
                    difference(own, direct, sample -> sample.firstByte().p99()),
                    "%.3f".formatted(median(own, sample -> sample.transit().p50())),
                    difference(own, direct, sample -> sample.transit().p50()),
                    "%.2f".formatted(median(own, sample -> sample.transit().p99())),
                    "%.2f".formatted(median(own, sample -> sample.gap().p50())),
                    "%.2f".formatted(median(own, sample -> sample.gap().p99())));
        }
        return "\n" + table.text();
    }

    /** What makes a figure worth less, said by name. */
    private void doubts() {
        for (Sample sample : samples) {
            String which = "%s, %s, %s, start %d, round %d: "
                    .formatted(sample.profile(), sample.system(), sample.load(), sample.start(), sample.round());
            if (sample.errorCount() > 0) {
                notes.add(which + "errors " + sample.errors());
            }
            if (sample.repeated() > 0) {
                notes.add(which + "the backend got " + sample.repeated() + " requests more than there were calls");
            }
            if (!sample.system().startsWith("direct")
                    && sample.connects() > 64
                    && sample.connects() * MANY_CONNECTS_PER_CALLS > sample.calls()) {
                notes.add(
                        which + "the backend saw " + sample.connects() + " connects for " + sample.calls() + " calls");
            }
        }
        long noisy = samples.stream()
                .filter(sample -> sample.othersCores() > Quiet.ENOUGH)
                .count();
        if (noisy > 0) {
            notes.add("in %d of %d measurements something else kept more than %.1f cores busy; in the worst %.1f"
                    .formatted(noisy, samples.size(), Quiet.ENOUGH, most(samples, Sample::othersCores)));
        }
        List<Sample> direct =
                of("direct", samples.stream().filter(Sample::isFirst).toList());
        for (String profile : distinct(Sample::profile, direct)) {
            List<Sample> own = direct.stream()
                    .filter(sample -> sample.profile().equals(profile))
                    .toList();
            double spread = most(own, Sample::callsPerSecond) / least(own, Sample::callsPerSecond) - 1;
            if (spread > 0.15) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: direct itself varied by %.0f %%; the machine was not quiet",
                        profile,
                        spread * 100));
            }
        }
    }

    private static Set<String> distinct(Function<Sample, String> part, List<Sample> samples) {
        Set<String> distinct = new LinkedHashSet<>();
        samples.forEach(sample -> distinct.add(part.apply(sample)));
        return distinct;
    }

    private static List<Sample> of(String system, List<Sample> samples) {
        return samples.stream().filter(sample -> sample.system().equals(system)).toList();
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double least(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).min().orElse(Double.NaN);
    }

    private static double most(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    private static String ratio(double part, double whole) {
        double ratio = part / whole;
        return Double.isFinite(ratio) ? "%.2f".formatted(ratio) : "-";
    }

    private static String difference(List<Sample> own, List<Sample> direct, ToDoubleFunction<Sample> figure) {
        return difference(median(own, figure), median(direct, figure));
    }

    private static String difference(double own, double direct) {
        double difference = own - direct;
        return Double.isFinite(difference) ? "%+.2f".formatted(difference) : "-";
    }

    private static String kilo(double bytes) {
        return bytes == 0 ? "-" : "%.1f".formatted(bytes / 1000);
    }

    private static String mega(double bytes) {
        return bytes == 0 ? "-" : "%.0f".formatted(bytes / 1048576);
    }
}
