package dev.lakefront.usage;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Port to where usage is kept. Thread-safe; every method blocks, so none may be called on an event loop. What cannot be
 * done now fails with {@link org.springframework.dao.DataAccessException} and changes nothing.
 */
public interface UsageStore {

    /**
     * Writes a batch whole. Writing a cell again replaces what this replica wrote of it, and writing a request again changes
     * nothing: a batch of which nobody knows whether it arrived is written again, and counts once.
     */
    void write(UsageBatch batch);

    /** Tells every row that an answer is made of, in no order. */
    void read(UsageQuestion question, Consumer<UsageRow> rows);

    /** The newest first. */
    List<LoggedRequest> requests(RequestQuestion question);

    /** Adds minutes up to hours and forgets what is too old; several replicas may ask, one at a time does it. */
    void tidy(String replica, Instant now);
}
