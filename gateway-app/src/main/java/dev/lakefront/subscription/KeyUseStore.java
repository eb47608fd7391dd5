package dev.lakefront.subscription;

import java.time.LocalDate;
import java.util.Map;

/** Port to the days on which keys were last used. Blocks. */
public interface KeyUseStore {

    /** Sets the day of each key, unless a later one stands there; keys that are no more are passed over. */
    void record(Map<KeyDigest, LocalDate> days);
}
