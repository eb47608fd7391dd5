package dev.lakefront.limit;

import java.time.Duration;

/**
 * What became of a call that was ready to wait.
 *
 * @param waited how long it was held; zero when it was decided at once
 */
public record Admission(Decision decision, Duration waited) {

    /** Decided without having been held. */
    public static Admission atOnce(Decision decision) {
        return new Admission(decision, Duration.ZERO);
    }
}
