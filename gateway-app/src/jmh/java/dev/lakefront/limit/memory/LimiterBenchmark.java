package dev.lakefront.limit.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One call spends from two limits: alone, and while another thread spends from the same two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimiterBenchmark {

    private final MemoryRateLimiter limiter =
            new MemoryRateLimiter(new Counters(Ticker.systemTicker(), InstantSource.system(), 1_000));
    private final LimitKey caller = LimitKey.subscription("mobile");
    private final List<Charge> charges = List.of(
            Charge.one(caller, Limit.calls("burst", 1_000_000, Duration.ofSeconds(1), "global")),
            Charge.one(caller, Limit.calls("steady", 60_000_000, Duration.ofMinutes(1), "global")));

    @Benchmark
    public Object alone() {
        return limiter.tryAcquire(charges).block();
    }

    @Benchmark
    @Threads(2)
    public Object contended() {
        return limiter.tryAcquire(charges).block();
    }
}
