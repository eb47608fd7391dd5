package dev.lakefront.usage;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to show.
 *
 * @param subscriptions absent means everybody's
 * @param api absent means all of them
 * @param id of the one request that is looked for; absent means the last ones
 * @param most how many at most
 */
public record RequestQuestion(
        @Nullable Set<String> subscriptions,
        @Nullable String api,
        @Nullable String id,
        int most) {

    public RequestQuestion {
        subscriptions = subscriptions == null ? null : Set.copyOf(subscriptions);
        if (most < 1) {
            throw new IllegalArgumentException("most is " + most + "; it must be at least 1");
        }
    }
}
