package dev.lakefront.proxy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A caller's headers on their way to the wire. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeaderBenchmark {

    private final HttpHeaders headers = new DefaultHttpHeaders();

    @Setup
    public void fill() {
        headers.add("Host", "models.example.com");
        headers.add("User-Agent", "python-requests/2.32");
        headers.add("Accept", "*/*");
        headers.add("Connection", "keep-alive");
        headers.add("Content-Type", "application/json");
        headers.add("Content-Length", "201");
        headers.add("X-API-Key", "lf_nobodys_key_of_thirty_characters");
    }

    @Benchmark
    public Object copy() {
        HttpHeaders wire = new DefaultHttpHeaders();
        UpstreamHeaders.write(headers, wire);
        return wire;
    }
}
