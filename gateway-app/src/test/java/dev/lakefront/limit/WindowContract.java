package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link RateLimiter} promises of the ways in which what was spent comes back. */
public abstract class WindowContract extends RateLimiterContract {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    /** What the clock says by which the limiter under test counts days and months. */
    protected abstract Instant now();

    protected static Limit of(String name, Unit unit, long amount, Window window) {
        return new Limit(name, unit, amount, window, "products/internal", OnRedisFailure.LOCAL);
    }

    private static Limit calendar(String name, long amount, Window.CalendarPeriod period) {
        return of(name, Unit.CALLS, amount, new Window.Calendar(period, BERLIN));
    }

    private static Limit rolling(String name, long amount, Duration length) {
        return of(name, Unit.CALLS, amount, new Window.Rolling(length));
    }

    private static Limit inFlight(String name, long most) {
        return of(name, Unit.CALLS_IN_FLIGHT, most, new Window.InFlight());
    }

    private long admitted(Limit limit, long calls) {
        return LongStream.range(0, calls)
                .filter(i -> admits(Charge.one(ALICE, limit)))
                .count();
    }

    private Duration retryAfter(Charge charge) {
        assertThat(ask(charge)).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) ask(charge)).retryAfter();
    }

    @Test
    void tellsTheWaitUnrounded() {
        Limit limit = limit("exact", 4, Duration.ofSeconds(1));
        ask(new Charge(ALICE, limit, 4));

        assertThat(retryAfter(Charge.one(ALICE, limit))).isEqualTo(Duration.ofMillis(250));
        pass(Duration.ofMillis(100));
        assertThat(retryAfter(new Charge(ALICE, limit, 2))).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void holdsAsMuchAsTheBurstAndRefillsAtTheRate() {
        Limit wide = of("wide", Unit.CALLS, 2, new Window.Refill(10, Duration.ofSeconds(1)));
        Limit narrow = of("narrow", Unit.CALLS, 10, new Window.Refill(1, Duration.ofSeconds(1)));

        assertThat(admitted(wide, 20)).isEqualTo(10);
        assertThat(admitted(narrow, 20)).isEqualTo(1);
        pass(Duration.ofMillis(500));
        assertThat(admitted(wide, 20)).isEqualTo(1);
        assertThat(admitted(narrow, 20)).isEqualTo(1);
    }

    @Test
    void neverAdmitsACallThatIsLargerThanALimit() {
        Limit rows = of("rows", Unit.ROWS, 100, new Window.Refill(50, Duration.ofSeconds(1)));
        Limit calls = limit("calls", 5, Duration.ofHours(1));

        Decision decision = ask(Charge.one(ALICE, calls), new Charge(ALICE, rows, 51));

        assertThat(decision)
                .isEqualTo(new Decision.TooLarge(
                        rows,
                        51,
                        List.of(new LimitState(calls, 5, Duration.ZERO), new LimitState(rows, 50, Duration.ZERO))));
        assertThat(ask(new Charge(ALICE, rows, 50))).isInstanceOf(Decision.Admitted.class);
        assertThat(ask(new Charge(ALICE, rows, 51))).isInstanceOf(Decision.TooLarge.class);
    }

    @ParameterizedTest
    @EnumSource(Window.CalendarPeriod.class)
    void startsOverWhenThePeriodEndsInItsTimeZone(Window.CalendarPeriod period) {
        Limit limit = calendar("by-calendar", 3, period);
        assertThat(admitted(limit, 5)).isEqualTo(3);
        Duration left = retryAfter(Charge.one(ALICE, limit));
        ZonedDateTime next = now().plus(left).atZone(BERLIN);

        assertThat(next.toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(left).isLessThanOrEqualTo(Duration.ofDays(period == Window.CalendarPeriod.DAY ? 2 : 32));
        assertThat(period != Window.CalendarPeriod.WEEK || next.getDayOfWeek() == DayOfWeek.MONDAY)
                .isTrue();
        assertThat(period != Window.CalendarPeriod.MONTH || next.getDayOfMonth() == 1)
                .isTrue();
        pass(left.minus(A_MOMENT));
        assertThat(admitted(limit, 5)).isZero();
        pass(A_MOMENT);
        assertThat(admitted(limit, 5)).isEqualTo(3);
    }

    @Test
    void tellsWhatIsLeftOfACalendarPeriod() {
        Limit limit = calendar("monthly", 10, Window.CalendarPeriod.MONTH);

        LimitState state = ask(new Charge(ALICE, limit, 4)).states().getFirst();

        assertThat(state.remaining()).isEqualTo(6);
        assertThat(now().plus(state.reset()).atZone(BERLIN).getDayOfMonth()).isEqualTo(1);
    }

    @Test
    void rollsWithoutEverAdmittingMoreInAnySpan() {
        Duration length = Duration.ofMinutes(10);
        Limit limit = rolling("rolling", 30, length);
        Random random = new Random(30);
        Deque<Instant> recent = new ArrayDeque<>();
        long admitted = 0;
        Instant begin = now();
        while (now().isBefore(begin.plus(length.multipliedBy(5)))) {
            while (!recent.isEmpty() && !recent.getFirst().plus(length).isAfter(now())) {
                recent.removeFirst();
            }
            long more = admitted(limit, random.nextInt(20));
            admitted += more;
            LongStream.range(0, more).forEach(i -> recent.addLast(now()));
            assertThat(recent).hasSizeLessThanOrEqualTo(30);
            pass(Duration.ofMillis(random.nextLong(90_000)));
        }
        // One slot in sixty is lost at most each time round.
        assertThat(admitted).isGreaterThanOrEqualTo(30 * 4);
    }

    @Test
    void givesBackWhatRolledOutAtMostOneSlotLate() {
        Window.Rolling window = new Window.Rolling(Duration.ofHours(1));
        Limit limit = of("rolling", Unit.CALLS, 10, window);
        ask(new Charge(ALICE, limit, 6));
        pass(Duration.ofMinutes(20));
        ask(new Charge(ALICE, limit, 4));

        Duration first = retryAfter(Charge.one(ALICE, limit));
        Duration second = retryAfter(new Charge(ALICE, limit, 7));

        assertThat(first)
                .isBetween(Duration.ofMinutes(40), Duration.ofMinutes(40).plus(window.slot()));
        assertThat(second)
                .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(60).plus(window.slot()));
        pass(first.minus(A_MOMENT));
        assertThat(admitted(limit, 9)).isZero();
        pass(A_MOMENT);
        assertThat(admitted(limit, 9)).isEqualTo(6);
    }

    @Test
    void holdsPlacesUntilTheyAreReleased() {
        Limit limit = inFlight("places", 2);
        Charge charge = Charge.one(ALICE, limit);

        assertThat(ask(charge).states()).containsExactly(new LimitState(limit, 1, Duration.ZERO));
        assertThat(admitted(limit, 5)).isEqualTo(1);
        assertThat(retryAfter(charge)).isEqualTo(Window.InFlight.RETRY_AFTER);
        pass(Duration.ofSeconds(20));
        assertThat(admits(charge)).isFalse();
        release(charge);
        assertThat(admitted(limit, 5)).isEqualTo(1);
    }

    @Test
    void hasNoMorePlacesForBeingGivenBackTooMany() {
        Limit limit = inFlight("places", 2);
        Charge charge = Charge.one(ALICE, limit);
        release(charge);
        ask(charge);
        release(charge);
        release(charge);

        assertThat(admitted(limit, 5)).isEqualTo(2);
    }

    @Test
    void takesNoPlaceWhenAnotherLimitRefusesAndSpendsNothingWhenThereIsNoPlace() {
        Limit places = inFlight("places", 1);
        Limit quota = calendar("daily", 2, Window.CalendarPeriod.MONTH);
        Limit trail = rolling("trail", 2, Duration.ofHours(1));
        Charge[] all = {Charge.one(ALICE, quota), Charge.one(ALICE, places), Charge.one(ALICE, trail)};

        assertThat(admits(all)).isTrue();
        assertThat(ask(all))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.limit()).isEqualTo(places));
        release(all);
        assertThat(admits(all)).isTrue();
        release(all);
        assertThat(ask(all)).isInstanceOf(Decision.Refused.class);
        assertThat(admits(all[1])).isTrue();
    }

    private void release(Charge... charges) {
        limiter().release(List.of(charges)).block(Duration.ofSeconds(5));
    }

    @Test
    void boundsALoweredQuotaByWhatWasSpentOfTheDeclaredOne() {
        for (Limit declared : List.of(
                calendar("lower-day", 10, Window.CalendarPeriod.DAY), rolling("lower-span", 10, Duration.ofHours(1)))) {
            assertThat(admitted(declared, 4)).isEqualTo(4);

            Limit lowered = declared.lowered(6);

            assertThat(admitted(lowered, 9)).as(declared.name()).isEqualTo(2);
            assertThat(ask(Charge.one(ALICE, lowered)).states())
                    .extracting(LimitState::limit, LimitState::remaining)
                    .containsExactly(tuple(lowered, 0L));
            assertThat(ask(Charge.one(ALICE, declared.lowered(2))).states())
                    .extracting(LimitState::remaining)
                    .containsExactly(0L);
            assertThat(admitted(declared, 9)).as("as everybody's again").isEqualTo(4);
        }
    }

    @Test
    void boundsLoweredPlacesByTheCallsUnderWay() {
        Limit declared = inFlight("lower-places", 3);
        assertThat(admitted(declared, 2)).isEqualTo(2);

        assertThat(admitted(declared.lowered(2), 2)).isZero();
        limiter().release(List.of(Charge.one(ALICE, declared))).block(Duration.ofSeconds(5));

        assertThat(admitted(declared.lowered(2), 2)).isEqualTo(1);
        limiter().release(List.of(new Charge(ALICE, declared.lowered(2), 2))).block(Duration.ofSeconds(5));
    }

    @Test
    void fillsALoweredBucketAtTheLowerRate() {
        Limit lowered = limit("lower-rate", 20, Duration.ofSeconds(1)).lowered(2);

        assertThat(admitted(lowered, 20)).isEqualTo(2);
        pass(Duration.ofMillis(500));
        assertThat(admitted(lowered, 20)).isEqualTo(1);
    }

    @Test
    void tellsWhatIsLeftWithoutTakingAnyOfIt() {
        Limit day = calendar("look-day", 10, Window.CalendarPeriod.DAY);
        Limit untouched = rolling("look-span", 7, Duration.ofHours(1));
        Limit bucket = limit("look-rate", 4, Duration.ofSeconds(1));
        ask(new Charge(ALICE, day, 3), new Charge(ALICE, bucket, 4));
        pass(Duration.ofMillis(250));

        for (int i = 0; i < 20; i++) {
            assertThat(look(day, untouched, bucket))
                    .extracting(LimitState::remaining)
                    .containsExactly(7L, 7L, 1L);
        }

        assertThat(look(day.lowered(5))).extracting(LimitState::remaining).containsExactly(2L);
        assertThat(look(day.lowered(2))).extracting(LimitState::remaining).containsExactly(0L);
        assertThat(look(untouched)).extracting(LimitState::reset).containsExactly(Duration.ZERO);
        assertThat(admitted(day, 20)).isEqualTo(7);
    }

    private List<LimitState> look(Limit... limits) {
        List<Charge> charges =
                Stream.of(limits).map(limit -> Charge.one(ALICE, limit)).toList();
        List<LimitState> states = limiter().look(charges).block(Duration.ofSeconds(5));
        assertThat(states).isNotNull();
        return states;
    }
}
