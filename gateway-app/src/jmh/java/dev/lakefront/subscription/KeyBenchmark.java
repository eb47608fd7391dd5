package dev.lakefront.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.http.HttpHeaders;

/** A key read from its header, digested and found among many. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KeyBenchmark {

    @Param({"1", "10000"})
    private int subscriptions;

    private final KeyReader reader = new KeyReader(false);
    private final HttpHeaders headers = new HttpHeaders();
    private SubscriptionIndex index = SubscriptionIndex.of(List.of());

    @Setup
    public void declare() {
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < subscriptions; i++) {
            all.add(new Subscription(
                    new SubscriptionId("s" + i),
                    "S",
                    new Scope.All(),
                    null,
                    SubscriptionState.ACTIVE,
                    null,
                    List.of(new Subscription.Key("primary", KeyDigest.of("chosen-key-number-" + i), null))));
        }
        index = SubscriptionIndex.of(all);
        headers.add("Content-Type", "application/json");
        headers.add("X-API-Key", "chosen-key-number-" + (subscriptions - 1));
    }

    @Benchmark
    public Object check() {
        PresentedKey.One presented = (PresentedKey.One) reader.read(headers, null);
        return index.authenticate(presented.digest(), Instant.now());
    }
}
