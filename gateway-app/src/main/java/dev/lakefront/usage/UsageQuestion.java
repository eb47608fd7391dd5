package dev.lakefront.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage, and when.
 *
 * @param subscriptions absent means everybody's, also that of calls without a key
 * @param keyName of these subscriptions only the keys of this name; absent means all
 * @param api absent means all of them
 * @param from the first moment
 * @param to the first moment after the last
 * @param step how finely time is told; from an hour on, hours are read instead of minutes
 */
public record UsageQuestion(
        @Nullable Set<String> subscriptions,
        @Nullable String keyName,
        @Nullable String api,
        Instant from,
        Instant to,
        Duration step) {

    /** Of all keys of these subscriptions. */
    public UsageQuestion(
            @Nullable Set<String> subscriptions, @Nullable String api, Instant from, Instant to, Duration step) {
        this(subscriptions, null, api, from, to, step);
    }

    public UsageQuestion {
        subscriptions = subscriptions == null ? null : Set.copyOf(subscriptions);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from is " + from + "; it must be before to, which is " + to);
        }
        if (step.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("step is " + step + "; it must be at least a minute");
        }
    }

    /** The beginning of the step that a moment is in; steps are counted from midnight UTC. */
    public Instant stepOf(Instant moment) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }
}
