package dev.lakefront.limit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Admission;
import dev.lakefront.limit.Ask;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.WaitingRoom;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** In virtual time: what is asked and when is exact. */
class WaitingRoomTests {

    private static final Limit TEN = limit("ten", 10, 1);
    private static final LimitKey API = LimitKey.subscription("all");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final MemoryRateLimiter limiter = new MemoryRateLimiter(
            new Counters(this::nanos, () -> Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS)), 1000));
    private final WaitingRoom room = new WaitingRoom(limiter, time, this::nanos, 200, 1000);
    private final List<String> admitted = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();
    private final List<Decision.Refused> refused = new ArrayList<>();

    private long nanos() {
        return time.now(TimeUnit.NANOSECONDS);
    }

    private static Limit limit(String name, long perSecond, long burst) {
        return new Limit(
                name,
                Unit.CALLS,
                perSecond,
                new Window.Refill(burst, Duration.ofSeconds(1)),
                "apis/churn",
                OnRedisFailure.LOCAL);
    }

    private static Limit places(long most) {
        return new Limit(
                "places", Unit.CALLS_IN_FLIGHT, most, new Window.InFlight(), "apis/churn", OnRedisFailure.LOCAL);
    }

    private Disposable enter(String group, Duration wait, Charge... charges) {
        List<Charge> all = List.of(charges);
        List<Duration> waits = all.stream().map(charge -> wait).toList();
        return room.enter(new Ask(all, waits, 5, group), admission -> settled(group, admission), failure -> {
            throw new AssertionError(failure);
        });
    }

    private void settled(String group, Admission admission) {
        if (admission.decision() instanceof Decision.Refused refusal) {
            refused.add(refusal);
        } else {
            admitted.add(group);
            waited.add(admission.waited());
        }
    }

    private Disposable one(String group, Limit limit) {
        return enter(group, Duration.ofSeconds(2), Charge.one(API, limit));
    }

    @AfterEach
    void leavesNobodyBehind() {
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(room.waiting()).isZero();
    }

    @Test
    void makesASteadyStreamOfABurst() {
        for (int i = 0; i < 15; i++) {
            one("batch", TEN);
        }
        assertThat(admitted).hasSize(1);

        for (int step = 1; step < 15; step++) {
            time.advanceTimeBy(Duration.ofMillis(99));
            assertThat(admitted).hasSize(step);
            time.advanceTimeBy(Duration.ofMillis(1));
            assertThat(admitted).hasSize(step + 1);
        }

        assertThat(refused).isEmpty();
        assertThat(waited.getLast()).isEqualTo(Duration.ofMillis(1400));
    }

    @Test
    void refusesAtOnceWhoeverWouldWaitForTooLongAndSaysHowLong() {
        for (int i = 0; i < 25; i++) {
            one("batch", TEN);
        }

        // One went at once, twenty fit into two seconds.
        assertThat(room.waiting()).isEqualTo(20);
        assertThat(refused)
                .hasSize(4)
                .allSatisfy(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(2100)));
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(admitted).hasSize(21);
        assertThat(refused).hasSize(4);
    }

    @Test
    void admitsInTurnsSoThatABatchStarvesNobody() {
        for (int i = 0; i < 15; i++) {
            one("batch", TEN);
        }
        one("app", TEN);
        one("app", TEN);
        one("job", TEN);

        time.advanceTimeBy(Duration.ofMillis(600));

        assertThat(admitted).containsExactly("batch", "batch", "app", "job", "batch", "app", "batch");
    }

    @Test
    void lateComersDoNotGoBeforeThoseWhoWait() {
        one("a", TEN);
        one("a", TEN);
        one("a", TEN);
        time.advanceTimeBy(Duration.ofMillis(99));
        one("a", TEN);
        time.advanceTimeBy(Duration.ofMillis(1));
        one("b", TEN);
        time.advanceTimeBy(Duration.ofMillis(100));

        assertThat(admitted).hasSize(3);
        assertThat(waited).containsExactly(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void takesOutWhoLeavesAndLetsTheNextOneGoInItsPlace() {
        one("a", TEN);
        Disposable leaver = one("leaver", TEN);
        one("b", TEN);

        leaver.dispose();

        assertThat(room.waiting()).isEqualTo(1);
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(admitted).containsExactly("a", "b");
    }

    @Test
    void letsTheNextOneInWhenACallEnds() {
        Limit two = places(2);
        Charge place = Charge.one(API, two);
        one("a", two);
        one("b", two);
        one("c", two);
        one("d", two);
        time.advanceTimeBy(Duration.ofMillis(50));
        assertThat(admitted).containsExactly("a", "b");

        limiter.release(List.of(place)).block();
        room.released(List.of(place));

        assertThat(admitted).containsExactly("a", "b", "c");
        time.advanceTimeBy(Duration.ofMillis(1949));
        assertThat(refused).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(refused)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(two));
    }

    @Test
    void noticesPlacesThatAnotherReplicaGaveBack() {
        Limit single = places(1);
        one("a", single);
        one("b", single);

        limiter.release(List.of(Charge.one(API, single))).block();
        time.advanceTimeBy(Duration.ofMillis(100));

        assertThat(admitted).containsExactly("a", "b");
    }

    @Test
    void waitsForTwoLimitsOneAfterTheOtherAndNeverLongerThanAllowed() {
        Limit slow = limit("slow", 1, 1);
        Charge[] both = {Charge.one(API, TEN), Charge.one(LimitKey.subscription("a"), slow)};
        enter("a", Duration.ofSeconds(2), both);
        enter("a", Duration.ofSeconds(2), both);
        one("b", TEN);
        one("b", TEN);

        time.advanceTimeBy(Duration.ofMillis(999));
        assertThat(admitted).containsExactly("a", "b", "b");
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(admitted).containsExactly("a", "b", "b", "a");
    }

    @Test
    void refusesAtOnceWhenALimitThatHoldsNobodyHasNothingLeft() {
        Limit strict = limit("strict", 100, 1);
        List<Charge> charges = List.of(Charge.one(API, TEN), Charge.one(API, strict));
        Ask ask = new Ask(charges, List.of(Duration.ofSeconds(2), Duration.ZERO), 0, "a");
        for (int i = 0; i < 2; i++) {
            room.enter(ask, admission -> settled("a", admission), failure -> {});
        }

        assertThat(admitted).hasSize(1);
        assertThat(refused)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(100)));
    }

    @Test
    void holdsABoundedNumberOfCalls() {
        Limit single = places(1);
        for (int i = 0; i < 300; i++) {
            one("a", single);
        }

        assertThat(room.waiting()).isEqualTo(200);
        assertThat(refused).hasSize(99);
    }

    @Test
    void holdsABoundedNumberOfBytes() {
        Charge place = Charge.one(API, places(1));
        for (int i = 0; i < 30; i++) {
            Ask ask = new Ask(List.of(place), List.of(Duration.ofSeconds(2)), 70, "a");
            room.enter(ask, admission -> settled("a", admission), failure -> {});
        }

        assertThat(room.waiting()).isEqualTo(14);
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(refused).hasSize(29);
        one("b", places(1));
        assertThat(room.waiting()).isEqualTo(1);
    }

    @Test
    void servesLargeCallsInTheirTurn() {
        Limit rows = new Limit(
                "rows",
                Unit.ROWS,
                100,
                new Window.Refill(100, Duration.ofSeconds(1)),
                "apis/churn",
                OnRedisFailure.LOCAL);
        enter("a", Duration.ofSeconds(2), new Charge(API, rows, 100));
        enter("large", Duration.ofSeconds(2), new Charge(API, rows, 80));
        time.advanceTimeBy(Duration.ofMillis(500));
        // Fifty rows are there, which would do for this one; it would starve large calls.
        enter("small", Duration.ofSeconds(2), new Charge(API, rows, 10));

        time.advanceTimeBy(Duration.ofMillis(299));
        assertThat(admitted).containsExactly("a");
        time.advanceTimeBy(Duration.ofMillis(101));
        assertThat(admitted).containsExactly("a", "large", "small");
    }
}
