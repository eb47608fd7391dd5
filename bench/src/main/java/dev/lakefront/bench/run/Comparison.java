package dev.lakefront.bench.run;

import dev.lakefront.bench.load.Plan;
import dev.lakefront.bench.system.Systems;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One profile on one stage: every system once, then every system again, so that a slow minute of the machine meets all.
 *
 * @param samples is added to
 * @param notes is added to
 */
record Comparison(
        Profile profile,
        Stage stage,
        int start,
        int rounds,
        int openRounds,
        int seconds,
        int warmUp,
        List<Integer> loads,
        List<Sample> samples,
        List<String> notes) {

    /** Above this share of its own saturation a system has queues without end, and its latency means nothing. */
    private static final double SATURATED = 0.9;

    /** After so many calls the just-in-time compiler has seen what it needs. */
    private static final long COMPILED = 50_000;

    void run() throws IOException, InterruptedException {
        for (String system : stage.names()) {
            long calls = stage.warmUp(system, plan(profile.warmUp(), system, needed(system)));
            if (stage.launch(system).jvm() && calls < COMPILED) {
                notes.add("%s, %s, start %d: warmed up by %,d calls only; its code may not have been compiled"
                        .formatted(profile.name(), system, start, calls));
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (String system : stage.names()) {
                add(stage.measure(profile.name(), system, profile.load(), start, round, plan(system, seconds)));
            }
        }
        if (profile.open()) {
            for (int load : loads.stream().filter(share -> share > 0).toList()) {
                for (int round = 1; round <= openRounds; round++) {
                    open(load, round);
                }
            }
        }
    }

    /** The more code a call runs through, the longer it takes until all of it is compiled. */
    private int needed(String system) {
        return switch (Systems.kind(system)) {
            case "direct" -> Math.min(5, warmUp);
            case "nginx" -> 2;
            case "bare" -> Math.ceilDiv(warmUp, 2);
            default -> warmUp;
        };
    }

    private void open(int load, int round) throws IOException, InterruptedException {
        double rate = saturation(reference()) * load / 100;
        for (String system :
                stage.names().stream().filter(one -> !one.contains("@")).toList()) {
            if (rate > saturation(system) * SATURATED) {
                notes.add("%s: %s was not asked at %.0f calls/s, because it saturates at %.0f"
                        .formatted(profile.name(), system, rate, saturation(system)));
                continue;
            }
            Plan plan = plan(system, seconds).at(rate);
            add(stage.measure(profile.name(), system, load + "%", start, round, plan));
        }
    }

    /** All systems are asked at the same rate, so that what they add can be compared. */
    private String reference() {
        return stage.names().contains("stock") ? "stock" : stage.names().getLast();
    }

    private double saturation(String system) {
        return Report.median(
                samples.stream()
                        .filter(sample -> sample.isFirst()
                                && sample.profile().equals(profile.name())
                                && sample.system().equals(system))
                        .toList(),
                Sample::callsPerSecond);
    }

    private Plan plan(String system, int time) {
        return plan(profile, system, time);
    }

    private Plan plan(Profile profile, String system, int time) {
        return Calls.to(stage.launch(system), profile).lasting(Duration.ofSeconds(time));
    }

    private void add(Sample sample) {
        samples.add(sample);
        Bench.say(
                "%-8s %-16s %-7s round %d.%d %,9.0f calls/s %7.1f us/call %7.1f kB/call %8.2f ms p99 %d errors",
                sample.profile(),
                sample.system(),
                sample.load(),
                sample.start(),
                sample.round(),
                sample.callsPerSecond(),
                sample.cpuMicrosPerCall(),
                sample.allocatedPerCall() / 1000,
                sample.latency().p99(),
                sample.errorCount());
    }
}
