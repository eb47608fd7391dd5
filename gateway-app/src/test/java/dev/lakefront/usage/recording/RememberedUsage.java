package dev.lakefront.usage.recording;

import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageRow;
import dev.lakefront.usage.UsageStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessResourceFailureException;

/** A store in memory that can be away, and that can take a batch and then say that it did not. */
final class RememberedUsage implements UsageStore {

    private final Map<Long, UsageRow> cells = new TreeMap<>();
    private final Map<Long, LoggedRequest> requests = new TreeMap<>();
    private boolean away;
    private boolean silent;
    private Runnable meanwhile = () -> {};
    private int writes;

    synchronized void away(boolean now) {
        away = now;
    }

    /** Takes the next batches, but their writers get no word of it. */
    synchronized void silent(boolean now) {
        silent = now;
    }

    /** What happens while a batch is written. */
    synchronized void meanwhile(Runnable work) {
        meanwhile = work;
    }

    @Override
    public synchronized void write(UsageBatch batch) {
        writes++;
        meanwhile.run();
        if (away) {
            throw new DataAccessResourceFailureException("the database is away");
        }
        batch.cells().forEach(cell -> cells.put(cell.number(), cell.sums()));
        batch.requests().forEach(one -> requests.put(one.number(), one.request()));
        if (silent) {
            throw new DataAccessResourceFailureException("the connection broke");
        }
    }

    @Override
    public synchronized void read(UsageQuestion question, Consumer<UsageRow> rows) {
        cells.values().forEach(rows);
    }

    @Override
    public synchronized List<LoggedRequest> requests(RequestQuestion question) {
        return List.copyOf(requests.values());
    }

    @Override
    public void tidy(String replica, Instant now) {
        // Memory is tidy.
    }

    synchronized long calls() {
        return cells.values().stream().mapToLong(UsageRow::calls).sum();
    }

    /** Of the request log, the oldest first. */
    synchronized List<Integer> statuses() {
        return requests.values().stream().map(LoggedRequest::status).toList();
    }

    synchronized int logged() {
        return requests.size();
    }

    synchronized int writes() {
        return writes;
    }
}
