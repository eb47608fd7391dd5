package dev.lakefront.limit;

/** What a limit counts. */
public enum Unit {
    CALLS("requests"),
    /** Of request and response bodies together. They are known when a call ends, and debited then. */
    BYTES("content-bytes"),
    /** Calls that have begun and not ended. */
    CALLS_IN_FLIGHT("concurrent-requests"),
    /** The texts that an embeddings call asks about. */
    INPUTS("inputs"),
    /** The records that a call asks a tabular model to score. */
    ROWS("rows");

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    /**
     * How callers see it: where the draft of the RateLimit headers has a name for it, that name.
     *
     * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">RateLimit header fields
     *     for HTTP, draft 10</a>
     */
    public String word() {
        return word;
    }
}
