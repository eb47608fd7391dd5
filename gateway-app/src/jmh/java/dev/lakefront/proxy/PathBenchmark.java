package dev.lakefront.proxy;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A path read and found among many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathBenchmark {

    @Param({"1", "100", "10000"})
    private int apis;

    private final PathIndex<String> index = new PathIndex<>();
    private String[] paths = {};
    private int next;

    @Setup
    public void publish() {
        paths = new String[apis];
        for (int i = 0; i < apis; i++) {
            paths[i] = "/api-%05d/invocations".formatted(i);
            index.add("POST", paths[i], "api-" + i);
            index.add("POST", "/serving-endpoints" + paths[i], "api-" + i);
        }
    }

    /** Every path in turn, so that the index is read from where it lies and not from the nearest cache only. */
    @Benchmark
    public Object lookUp() {
        next = next + 7919;
        String path = paths[Math.floorMod(next, apis)];
        return index.find("POST", RawPath.parse(path).segments());
    }
}
