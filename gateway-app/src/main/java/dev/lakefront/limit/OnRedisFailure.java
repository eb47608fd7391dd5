package dev.lakefront.limit;

/** What becomes of a limit while the store that replicas share cannot be asked. */
public enum OnRedisFailure {
    /** Each replica enforces its share: the limit divided by the replicas that were last seen. */
    LOCAL,
    /** Calls are admitted. What they spend of a quota is counted when the store is back. */
    OPEN,
    /** Calls are refused. */
    CLOSED
}
