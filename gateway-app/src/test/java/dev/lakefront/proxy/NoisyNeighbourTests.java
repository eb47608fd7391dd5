package dev.lakefront.proxy;

import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.assertProblem;
import static dev.lakefront.proxy.FaultyEndpoint.begin;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.code;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One API with more calls than there are places: neither its workspace's others nor the pool suffer (U14, U18). */
class NoisyNeighbourTests {

    private static final int PLACES = 20;

    /** What one of several endpoints may take of them. */
    private static final int SHARE = 15;

    @TempDir
    private static Path folder;

    private static RawUpstream hanging;
    private static RawUpstream well;
    private static Gateway gateway;

    private volatile CountDownLatch gate = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        hanging = new RawUpstream(peer -> peer.answer("{}"));
        well = new RawUpstream(peer -> peer.answer("{\"well\":true}"));
        String off = "circuit-breaker: { failure-rate: 100%, window: 1000 }";
        workspace(folder, "shared", hanging.url(), "");
        workspace(folder, "alone", hanging.url(), "");
        workspace(folder, "elsewhere", well.url(), "");
        api(folder, "noisy", "shared", off);
        api(folder, "quiet", "shared", off);
        api(folder, "sole", "alone", off);
        api(folder, "elsewhere", "elsewhere", off);
        gateway = Gateway.start(folder, "--lakefront.proxy.connections-per-backend=" + PLACES);
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        hanging.close();
        well.close();
    }

    @BeforeEach
    void hang() {
        hanging.requests().clear();
        hanging.does(peer -> {
            gate.await();
            peer.answer("{}");
        });
    }

    private static int inFlight(String api) {
        return gateway.snapshots().current().apis().get(api).guard().inFlight();
    }

    private void release(List<CompletableFuture<HttpResponse<String>>> calls) {
        gate.countDown();
        calls.forEach(CompletableFuture::join);
        hanging.does(peer -> peer.answer("{}"));
    }

    @Test
    void leavesOthersOfTheWorkspaceTheirPlaces() {
        List<CompletableFuture<HttpResponse<String>>> noise = begin(gateway, "noisy", 10 * PLACES);
        await().until(() -> noise.stream().filter(CompletableFuture::isDone).count() == 10 * PLACES - SHARE);
        assertThat(inFlight("noisy")).isEqualTo(SHARE);

        CompletableFuture<HttpResponse<String>> quiet = begin(gateway, "quiet");

        await().until(() -> inFlight("quiet") == 1);
        await().until(() -> hanging.requests().size() == SHARE + 1);
        assertThat(call(gateway, "elsewhere").body()).isEqualTo("{\"well\":true}");
        assertProblem(call(gateway, "noisy"), 503, "backend-busy");
        release(noise);
        assertThat(quiet.join().statusCode()).isEqualTo(200);
    }

    /** U14: the pool's own queue is never used, so it cannot lose capacity by overflowing. */
    @Test
    void hasItsFullCapacityBackAfterAnOverflow() {
        for (int round = 0; round < 3; round++) {
            overflow();
        }
    }

    /** The same for longer, with as many waves as a minute holds. */
    @Test
    @Tag("chaos")
    void hasItsFullCapacityBackAfterAMinuteOfOverflows() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            overflow();
        }
    }

    /** U18: with the places of one API taken and ten times as many calls turned away, others are as fast as before. */
    @Test
    @Tag("chaos")
    void movesNobodyElsesTail() {
        long alone = tail(1000);
        gate = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> noise = new ArrayList<>(begin(gateway, "noisy", SHARE));
        await().until(() -> inFlight("noisy") == SHARE);

        CompletableFuture<Long> refused = CompletableFuture.supplyAsync(() -> {
            long count = 0;
            while (gate.getCount() > 0) {
                count += code(call(gateway, "noisy")).equals("backend-busy") ? 1 : 0;
            }
            return count;
        });
        long beside = tail(1000);
        release(noise);

        assertThat(refused.join()).isGreaterThan(10L * SHARE);
        // A stall would show as the time-out of a call or the wait for a place, both a thousand times as long.
        assertThat(beside).isLessThan(Math.max(5 * alone, 50_000_000L));
    }

    /** The time of the slowest call but one in a hundred, in nanoseconds. */
    private static long tail(int calls) {
        long[] times = new long[calls];
        for (int i = 0; i < calls; i++) {
            long begin = System.nanoTime();
            assertThat(call(gateway, "elsewhere").statusCode()).isEqualTo(200);
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times[calls * 99 / 100];
    }

    private void overflow() {
        gate = new CountDownLatch(1);
        hang();
        List<CompletableFuture<HttpResponse<String>>> calls = begin(gateway, "sole", 10 * PLACES);

        await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 9 * PLACES);
        assertThat(hanging.requests()).hasSizeLessThanOrEqualTo(PLACES);
        await().until(() -> hanging.requests().size() == PLACES);
        release(calls);
        assertThat(calls.stream().filter(call -> call.join().statusCode() == 200))
                .hasSize(PLACES);
        assertThat(calls.stream().filter(call -> code(call.join()).equals("backend-busy")))
                .hasSize(9 * PLACES);
        await().untilAsserted(() -> assertThat(inFlight("sole")).isZero());
    }
}
