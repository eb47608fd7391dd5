package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Received = succeeded + failed + refused + cancelled, whatever happens; on real sockets, from a fixed seed. */
class AccountingTests {

    private static final long SEED = 20261121;
    private static final int EACH = 8;

    @TempDir
    private static Path folder;

    private static Chaos chaos;
    private static MeterRegistry registry;
    private static Map<Outcome, Long> expected;
    private static long received;

    @BeforeAll
    static void run() {
        chaos = new Chaos(folder, "--lakefront.access-log.file=" + folder.resolve("access.log"));
        registry = chaos.gateway().bean(MeterRegistry.class);
        expected = chaos.run(SEED, EACH);
        received = expected.values().stream().mapToLong(Long::longValue).sum();
        await().atMost(Duration.ofSeconds(10)).until(() -> counter("lakefront.requests.received") >= received);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> chaos.gateway().bean(UsageRecorder.class).inFlight() == 0);
    }

    @AfterAll
    static void stop() {
        chaos.close();
    }

    private static long counter(String name) {
        return (long) registry.get(name).functionCounter().count();
    }

    @Test
    void everyRequestThatCameInEndsInExactlyOneWay() {
        Map<Outcome, Long> counted = new EnumMap<>(Outcome.class);
        for (Timer timer : registry.get("lakefront.requests").timers()) {
            String outcome = String.valueOf(timer.getId().getTag("outcome"));
            counted.merge(Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)), timer.count(), Long::sum);
        }

        assertThat(counted).isEqualTo(expected);
        assertThat(counter("lakefront.requests.received")).isEqualTo(received);
        assertThat(registry.get("lakefront.requests.in.flight").gauge().value()).isZero();
    }

    @Test
    void everyRequestHasOneLineInTheAccessLog() throws IOException {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(lines()).hasSize((int) received));
        Map<Outcome, Long> logged = new EnumMap<>(Outcome.class);
        for (String line : lines()) {
            JsonNode call = JsonMapper.shared().readTree(line);
            String outcome = call.get("lakefront.outcome").asString();
            logged.merge(Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)), 1L, Long::sum);
        }

        assertThat(logged).isEqualTo(expected);
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("access.log"));
    }

    @Test
    void everyAttemptAtAModelServerIsTimed() {
        long answered = attempts("answered");

        // Of each kind: fine and stream, read by those who stay and those who leave after it; rotated, the model's
        // two answers, two streams that break; and the first call. The attempts with the old token came before the
        // replays.
        assertThat(answered)
                .isEqualTo(EACH * 9
                        + 1
                        + (long) registry.get("lakefront.retries")
                                .tag("reason", "credential-rejected")
                                .counter()
                                .count());
        assertThat(attempts("failed")).isEqualTo(EACH * 2);
        assertThat(attempts("cancelled")).isEqualTo(EACH);
    }

    private static long attempts(String outcome) {
        return registry.get("lakefront.upstream")
                .tag("workspace", "models")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void refusalsByALimitAreCountedByItsName() {
        assertThat(registry.get("lakefront.rate.limited")
                        .tag("policy", "one")
                        .counter()
                        .count())
                .isEqualTo(EACH);
    }

    @Test
    void callsThatNamedNoApiAreCountedTogether() {
        assertThat(registry.get("lakefront.requests").tag("api", "_none").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(EACH * 4);
        assertThat(registry.get("lakefront.requests")
                        .tag("problem", "ambiguous-path")
                        .timer()
                        .count())
                .isEqualTo(EACH);
    }
}
