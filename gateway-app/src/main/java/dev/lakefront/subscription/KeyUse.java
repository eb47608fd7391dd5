package dev.lakefront.subscription;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.store.Transactions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Remembers on which day each key was last used, and writes that down now and then.
 *
 * <p>A call costs one look into a map; only the first of a day puts anything in. What was not written when the process is
 * killed is told anew by the next call.
 */
@Component
@ConditionalOnPortal
class KeyUse {

    private static final int SECONDS_A_DAY = 86_400;

    /** A day, in days since 1970 in UTC. */
    private record Seen(long day, boolean written) {}

    private final KeyUseStore store;
    private final Transactions transactions;
    private final Map<KeyDigest, Seen> last = new ConcurrentHashMap<>();

    KeyUse(KeyUseStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Never blocks. */
    void used(KeyDigest key, Instant now) {
        long day = Math.floorDiv(now.getEpochSecond(), SECONDS_A_DAY);
        Seen seen = last.get(key);
        if (seen == null || seen.day() < day) {
            last.put(key, new Seen(day, false));
        }
    }

    /** Writes down what is new; keeps it for the next time while the database is away. Blocks. */
    void flush() {
        Map<KeyDigest, Seen> unwritten = new HashMap<>();
        last.forEach((key, seen) -> {
            if (!seen.written()) {
                unwritten.put(key, seen);
            }
        });
        if (unwritten.isEmpty()) {
            return;
        }
        Map<KeyDigest, LocalDate> days = new HashMap<>();
        unwritten.forEach((key, seen) -> days.put(key, LocalDate.ofEpochDay(seen.day())));
        try {
            transactions.run(() -> store.record(days));
        } catch (DatabaseUnavailable later) {
            return;
        }
        unwritten.forEach((key, seen) -> last.replace(key, seen, new Seen(seen.day(), true)));
    }
}
