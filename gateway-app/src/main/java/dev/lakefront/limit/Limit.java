package dev.lakefront.limit;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * So much of something in so much time.
 *
 * @param name what callers see in the {@code RateLimit} header, for example {@code burst}
 * @param amount how much of the unit
 * @param scope where it was declared, for example {@code products/internal}; limits of one name at two scopes are
 *     counted apart
 * @param declared the limit that this one was lowered from, for one subscription; absent for one as it was declared
 */
public record Limit(
        String name,
        Unit unit,
        long amount,
        Window window,
        String scope,
        OnRedisFailure onRedisFailure,
        @Nullable Limit declared) {

    /** The longest time that a limit may refill in. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** The most that a limit may allow. */
    public static final long MOST = 1_000_000_000_000L;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Limit {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name is '" + name
                    + "'; it must be 1 to 63 lower-case letters, digits and '-', and not begin with '-'");
        }
        requireAmount(unit == Unit.CALLS ? "calls" : unit.word(), amount);
        switch (window) {
            case Window.Refill refill -> requireRefill(amount, refill);
            case Window.Rolling rolling -> requireLength("per", rolling.length());
            case Window.Calendar _, Window.InFlight _ -> {}
        }
        if ((unit == Unit.CALLS_IN_FLIGHT) != (window instanceof Window.InFlight)) {
            throw new IllegalArgumentException("calls in flight, and nothing else, come back when a call ends");
        }
    }

    /** A limit as it was declared. */
    public Limit(String name, Unit unit, long amount, Window window, String scope, OnRedisFailure onRedisFailure) {
        this(name, unit, amount, window, scope, onRedisFailure, null);
    }

    /** So many calls in so much time; all of them may come at once. */
    public static Limit calls(String name, long calls, Duration per, String scope) {
        return new Limit(name, Unit.CALLS, calls, new Window.Refill(calls, per), scope, OnRedisFailure.LOCAL);
    }

    /** By where it stands alone: that tells nearly all limits apart, and is looked up several times a call. */
    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + name.hashCode();
    }

    /** The most that can be there to be spent at one time. */
    public long capacity() {
        return window instanceof Window.Refill refill ? refill.burst() : amount;
    }

    /**
     * The same limit with a lower amount; what may come at once is lowered in proportion. A limit that is no higher than
     * the amount is left as it is: nothing is ever raised.
     */
    public Limit lowered(long to) {
        if (to >= amount) {
            return this;
        }
        Window narrower = window instanceof Window.Refill(long burst, Duration per)
                ? new Window.Refill(Math.max(1, (long) ((double) burst * to / amount)), per)
                : window;
        return new Limit(name, unit, to, narrower, scope, onRedisFailure, counted());
    }

    /**
     * The limit whose counter counts this one's calls. A lowered limit is another bound for what was spent of the declared
     * one, so that lowering it gives nobody a second day. A bucket is filled at its own rate, and has its own counter.
     */
    public Limit counted() {
        return declared == null || window instanceof Window.Refill ? this : declared;
    }

    private static void requireRefill(long amount, Window.Refill refill) {
        requireLength("per", refill.per());
        requireAmount("burst", refill.burst());
        if (amount > refill.per().toMillis() * 1_000_000) {
            throw new IllegalArgumentException(
                    amount + " per " + refill.per().toMillis() + "ms is more than can be told apart");
        }
    }

    private static void requireAmount(String name, long amount) {
        if (amount < 1 || amount > MOST) {
            throw new IllegalArgumentException(name + " is " + amount + "; it must be 1 to " + MOST);
        }
    }

    private static void requireLength(String name, Duration length) {
        if (length.compareTo(Duration.ofMillis(1)) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + length.toMillis() + "ms; it must be 1ms to 366d");
        }
    }
}
