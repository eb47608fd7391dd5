package dev.lakefront.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTests {

    private static Sample sample(String system, int round, double rate, long connects, Map<String, Long> errors) {
        Sample.Quantiles none = new Sample.Quantiles(0, 0, 0, 0, 0);
        return new Sample(
                "small", system, "closed", 1, round, rate, 1000, errors, 100, 20_000, 1 << 30, connects, 2, 0.5, 0.9, 0,
                none, none, none, none);
    }

    private static String report(List<Sample> samples) {
        return new Report("today", Map.of("cores", "2"), samples, List.of()).markdown();
    }

    @Test
    void givesMediansAndRatiosWithinTheRun() {
        List<Sample> samples = new ArrayList<>();
        for (double rate : new double[] {900, 1000, 5000}) {
            samples.add(sample("stock", 1, rate, 0, Map.of()));
        }
        samples.add(sample("lakefront", 1, 1500, 0, Map.of()));

        assertThat(report(samples))
                .containsPattern("stock +\\| +1,000 \\| +900-5,000")
                .containsPattern("lakefront .* 1\\.50 ");
    }

    @Test
    void saysWhatMakesAFigureDoubtful() {
        String report = report(List.of(
                sample("direct", 1, 1000, 32, Map.of()),
                sample("direct", 2, 1500, 32, Map.of()),
                sample("stock", 1, 500, 300, Map.of()),
                sample("bare", 1, 800, 0, Map.of("status 502", 3L))));

        assertThat(report)
                .contains("direct itself varied by 50 %")
                .contains("in 4 of 4 measurements something else kept more than 0.3 cores busy; in the worst 0.9")
                .contains("stock, closed, start 1, round 1: the backend saw 300 connects for 1000 calls")
                .contains("the backend got 2 requests more than there were calls")
                .contains("bare, closed, start 1, round 1: errors {status 502=3}");
    }
}
