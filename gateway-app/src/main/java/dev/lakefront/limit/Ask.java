package dev.lakefront.limit;

import java.time.Duration;
import java.util.List;

/**
 * A call at the door of the {@link WaitingRoom}.
 *
 * @param waits how long it may be held for each charge's limit; zero where that limit refuses at once
 * @param held how many bytes are held in memory for as long as it waits
 * @param group whose turn it takes: callers of different groups wait in turns. Not for logs
 */
public record Ask(List<Charge> charges, List<Duration> waits, long held, String group) {

    public Ask {
        if (charges.size() != waits.size()) {
            throw new IllegalArgumentException(
                    charges.size() + " charges and " + waits.size() + " waits; there must be as many");
        }
    }

    /** Where in the charges a limit stands. */
    int indexOf(Limit limit) {
        for (int i = 0; i < charges.size(); i++) {
            if (charges.get(i).limit().equals(limit)) {
                return i;
            }
        }
        throw new IllegalArgumentException("limit '" + limit.name() + "' was not asked");
    }

    /** Whether a limit that holds nobody has too little left: then waiting for another one is no use. */
    boolean isRefusedAtOnce(List<LimitState> states) {
        for (int i = 0; i < charges.size(); i++) {
            if (waits.get(i).isZero()
                    && states.get(i).remaining() < charges.get(i).permits()) {
                return true;
            }
        }
        return false;
    }
}
