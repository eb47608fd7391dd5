package dev.lakefront.catalog;

import dev.lakefront.document.Durations;
import dev.lakefront.resilience.BreakerSettings;
import dev.lakefront.resilience.ResilienceSettings;
import dev.lakefront.resilience.RetrySettings;
import dev.lakefront.resilience.RetrySettings.Cause;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an API's file says of failures; its schema has checked the forms. */
record ResilienceFile(
        @Nullable Retry retry,
        @Nullable Breaker circuitBreaker,
        @Nullable Duration hold,
        @Nullable Boolean stateful) {

    /** @param on words and statuses: YAML reads {@code 429} as a number */
    record Retry(
            @Nullable Integer attempts,
            @Nullable List<JsonNode> on,
            @Nullable String backoff) {}

    record Breaker(
            @Nullable String failureRate,
            @Nullable Integer window,
            @Nullable Duration open) {}

    ResilienceSettings settings() {
        boolean remembers = Boolean.TRUE.equals(stateful);
        ResilienceSettings standard = ResilienceSettings.STANDARD;
        return new ResilienceSettings(
                remembers ? RetrySettings.NEVER : retrySettings(standard.retry()),
                breakerSettings(standard.breaker()),
                remembers ? Duration.ZERO : Objects.requireNonNullElse(hold, standard.hold()));
    }

    private RetrySettings retrySettings(RetrySettings standard) {
        if (retry == null) {
            return standard;
        }
        String[] backoff = retry.backoff() == null ? null : retry.backoff().split("\\.\\.", 2);
        return new RetrySettings(
                Objects.requireNonNullElse(retry.attempts(), standard.attempts()),
                retry.on() == null ? standard.on() : causes(retry.on()),
                backoff == null ? standard.shortest() : Durations.parse(backoff[0]),
                backoff == null ? standard.longest() : Durations.parse(backoff[1]));
    }

    private BreakerSettings breakerSettings(BreakerSettings standard) {
        if (circuitBreaker == null) {
            return standard;
        }
        String rate = circuitBreaker.failureRate();
        return new BreakerSettings(
                rate == null ? standard.failureRate() : Integer.parseInt(rate.substring(0, rate.length() - 1)),
                Objects.requireNonNullElse(circuitBreaker.window(), standard.window()),
                Objects.requireNonNullElse(circuitBreaker.open(), standard.open()));
    }

    private static Set<Cause> causes(List<JsonNode> words) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        words.forEach(word -> Arrays.stream(Cause.values())
                .filter(cause -> cause.word().equals(word.asString()))
                .forEach(causes::add));
        return causes;
    }
}
