package dev.lakefront.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.policy.Policy;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LimitWordsTests {

    private static String words(Unit unit, long amount, Window window, String key, Duration wait) {
        Limit limit = new Limit("x", unit, amount, window, "global", OnRedisFailure.LOCAL);
        return LimitWords.of(new Policy.LimitPolicy(limit, CountedBy.parse(key), wait));
    }

    private static String words(Unit unit, long amount, Window window, String key) {
        return words(unit, amount, window, key, Duration.ZERO);
    }

    @Test
    void saysRatesAsPeopleDo() {
        assertThat(words(Unit.CALLS, 20, new Window.Refill(40, Duration.ofSeconds(1)), "subscription"))
                .isEqualTo("20 calls a second, bursts of 40, for each subscription");
        assertThat(words(Unit.ROWS, 1000, new Window.Refill(1000, Duration.ofMinutes(1)), "api"))
                .isEqualTo("1,000 rows a minute, for all callers of the API together");
        assertThat(words(Unit.CALLS, 1, new Window.Refill(1, Duration.ofSeconds(30)), "client-address"))
                .isEqualTo("1 call every 30 seconds, for each address that calls");
        assertThat(words(
                        Unit.INPUTS,
                        5,
                        new Window.Refill(5, Duration.ofMillis(1500)),
                        "header:X-Tenant",
                        Duration.ofSeconds(2)))
                .isEqualTo("5 inputs every 1,500 ms, for each value of the header x-tenant;"
                        + " calls above it wait up to 2 seconds");
    }

    @Test
    void saysQuotasAsPeopleDo() {
        assertThat(words(
                        Unit.CALLS,
                        10_000,
                        new Window.Calendar(Window.CalendarPeriod.DAY, ZoneOffset.UTC),
                        "subscription"))
                .isEqualTo("10,000 calls a day, counted from midnight UTC, for each subscription");
        assertThat(words(
                        Unit.BYTES,
                        1L << 30,
                        new Window.Calendar(Window.CalendarPeriod.MONTH, ZoneId.of("Europe/Berlin")),
                        "product"))
                .isEqualTo("1 GB of bodies a month, counted from midnight in Europe/Berlin,"
                        + " for all callers of the product together");
        assertThat(words(Unit.CALLS, 100, new Window.Rolling(Duration.ofHours(24)), "subscription"))
                .isEqualTo("100 calls in any 1 day, for each subscription");
        assertThat(words(Unit.CALLS_IN_FLIGHT, 4, new Window.InFlight(), "subscription"))
                .isEqualTo("4 calls at one time, for each subscription");
    }
}
