package dev.lakefront.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The places of a workspace and of its endpoints. */
class PlacesTests {

    private final EndpointGuards guards = new EndpointGuards((endpoint, length) -> {}, new ManualNanos());

    private EndpointGuard guard(String endpoint) {
        return guards.guard("prod", endpoint, ResilienceSettings.STANDARD);
    }

    private static int enterAll(EndpointGuard guard, int room) {
        int entered = 0;
        while (guard.enter(room)) {
            entered++;
        }
        return entered;
    }

    @Test
    void givesAnOnlyEndpointAllPlaces() {
        EndpointGuard only = guard("only");
        guards.retain(List.of(only));

        assertThat(enterAll(only, 100)).isEqualTo(100);
    }

    @Test
    void keepsAQuarterForOthers() {
        EndpointGuard greedy = guard("a");
        EndpointGuard other = guard("b");
        guards.retain(List.of(greedy, other));

        assertThat(enterAll(greedy, 100)).isEqualTo(75);
        assertThat(enterAll(other, 100)).isEqualTo(25);
        assertThat(enterAll(greedy, 100)).as("what is full stays full").isZero();
    }

    @Test
    void leavesOneOfFewPlaces() {
        EndpointGuard greedy = guard("a");
        guards.retain(List.of(greedy, guard("b")));

        assertThat(enterAll(greedy, 2)).isEqualTo(1);
    }

    @Test
    void givesAPlaceThatIsGivenBackToTheNext() {
        EndpointGuard guard = guard("a");
        assertThat(guard.enter(1)).isTrue();
        assertThat(guard.enter(1)).isFalse();

        guard.leave();

        assertThat(guard.enter(1)).isTrue();
        assertThat(guard.inFlight()).isEqualTo(1);
    }

    @Test
    void neverExceedsItsRoomWhoeverComesAtOnce() throws Exception {
        int room = 7;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(8);
        guards.retain(List.of(guard("0"), guard("1"), guard("2")));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                EndpointGuard guard = guard(Integer.toString(i % 3));
                threads.execute(() -> {
                    for (int n = 0; n < 20_000; n++) {
                        if (guard.enter(room)) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                            guard.leave();
                        }
                    }
                    done.countDown();
                });
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(most.get()).isPositive().isLessThanOrEqualTo(room);
        assertThat(guard("0").inFlight()).isZero();
    }
}
