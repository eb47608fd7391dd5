package dev.lakefront.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What the tests of the Redis limiter ask. */
final class Calls {

    static final LimitKey ALICE = LimitKey.subscription("alice");

    private Calls() {}

    static Limit bucket(long calls, Duration per) {
        return Limit.calls("burst", calls, per, "products/internal");
    }

    static Limit monthly(long calls, OnRedisFailure mode) {
        Window month = new Window.Calendar(Window.CalendarPeriod.MONTH, ZoneOffset.UTC);
        return new Limit("monthly", Unit.CALLS, calls, month, "products/internal", mode);
    }

    static Limit places(long calls) {
        return new Limit(
                "places",
                Unit.CALLS_IN_FLIGHT,
                calls,
                new Window.InFlight(),
                "products/internal",
                OnRedisFailure.LOCAL);
    }

    static Decision ask(Replica replica, Charge... charges) {
        Decision decision = replica.limiter.tryAcquire(List.of(charges)).block(Duration.ofSeconds(10));
        assertThat(decision).isNotNull();
        return decision;
    }

    static long admitted(Replica replica, Limit limit, int calls) {
        return IntStream.range(0, calls)
                .filter(i -> ask(replica, Charge.one(ALICE, limit)) instanceof Decision.Admitted)
                .count();
    }

    static void release(Replica replica, Limit limit) {
        replica.limiter.release(List.of(Charge.one(ALICE, limit))).block(Duration.ofSeconds(10));
    }

    /** Waits until it is so, at most as long, and fails otherwise. */
    static Duration await(Duration most, String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - began).as(what).isLessThan(most.toNanos());
            pause(20);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
