package dev.lakefront.portal.limits;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.portal.api.LimitWords;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One limit of a subscription, and how much of it is left.
 *
 * @param words what it is, such as "10,000 calls a day"
 * @param declared what everybody else has; absent where this subscription has no less
 * @param quota whether it comes back so slowly that it is worth knowing what is left; of others that is not told
 * @param left how much is left in words; absent while that is not known
 * @param share of the amount, from 0 to 100, for a bar
 * @param filled when there is more again
 */
public record LimitLeft(
        String name,
        String words,
        @Nullable String declared,
        boolean quota,
        @Nullable String left,
        long share,
        @Nullable String filled) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @param state absent while it is not known */
    static LimitLeft of(Limit limit, Limit declared, @Nullable LimitState state, Instant now) {
        String words = LimitWords.of(limit);
        String everybodys = limit.equals(declared) ? null : LimitWords.amount(declared);
        boolean quota = isQuota(limit);
        return state == null || !quota
                ? new LimitLeft(limit.name(), words, everybodys, quota, null, 0, null)
                : new LimitLeft(
                        limit.name(),
                        words,
                        everybodys,
                        true,
                        left(limit, state.remaining()),
                        100 * state.remaining() / limit.amount(),
                        filled(limit, state, now));
    }

    /** What comes back evenly, or with each call's end, is there again before one has read it. */
    static boolean isQuota(Limit limit) {
        return switch (limit.window()) {
            case Window.Calendar _, Window.Rolling _ -> true;
            case Window.Refill _, Window.InFlight _ -> false;
        };
    }

    private static String left(Limit limit, long remaining) {
        String some = limit.unit() == Unit.BYTES ? LimitWords.size(remaining) : LimitWords.number(remaining);
        return some + " of " + LimitWords.amount(limit) + " left";
    }

    private static String filled(Limit limit, LimitState state, Instant now) {
        if (state.remaining() >= limit.amount()) {
            return "Nothing of it has been spent";
        }
        return limit.window() instanceof Window.Calendar calendar
                ? "All of it comes back at " + MINUTE.format(calendar.next(now))
                : "More comes back at " + MINUTE.format(now.plus(state.reset()));
    }
}
