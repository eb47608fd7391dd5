package dev.lakefront.usage.recording;

import dev.lakefront.usage.UsageBatch.Cell;
import dev.lakefront.usage.UsageKey;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageSums;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The sums of each minute and key that are not written yet, or that may still grow. Bounded; while the database is away this
 * is where usage waits. Thread-safe.
 *
 * <p>A cell is written with all its calls so far, under a number that never comes again. So writing it once more does no
 * harm, and a minute that is over, written and forgotten can begin anew under another number when a call comes late.
 */
final class MinuteCells {

    private record Identity(Instant minute, UsageKey key) {}

    private static final class Open {

        private final long number;
        private final UsageSums sums = new UsageSums();
        private long writtenCalls;

        private Open(long number) {
            this.number = number;
        }

        private boolean isWritten() {
            return writtenCalls == sums.calls();
        }
    }

    private final Map<Identity, Open> cells = new HashMap<>();
    private final int room;
    private long numbers;

    MinuteCells(int room) {
        this.room = room;
    }

    /** False when there is no room. */
    synchronized boolean add(UsageRecord usage) {
        Instant minute = Instant.ofEpochMilli(usage.endedAt()).truncatedTo(ChronoUnit.MINUTES);
        Identity identity = new Identity(minute, UsageKey.of(usage));
        Open cell = cells.get(identity);
        if (cell == null) {
            if (cells.size() >= room) {
                return false;
            }
            cell = new Open(++numbers);
            cells.put(identity, cell);
        }
        cell.sums.add(usage);
        return true;
    }

    /** Cells that grew since they were written, as they are now. */
    synchronized List<Cell> unwritten() {
        List<Cell> found = new ArrayList<>();
        for (Map.Entry<Identity, Open> entry : cells.entrySet()) {
            Open cell = entry.getValue();
            if (!cell.isWritten()) {
                Identity identity = entry.getKey();
                found.add(new Cell(cell.number, cell.sums.row(identity.minute(), identity.key())));
            }
        }
        return found;
    }

    /** These have arrived. */
    synchronized void written(List<Cell> batch) {
        for (Cell written : batch) {
            Open cell = cells.get(
                    new Identity(written.sums().began(), written.sums().key()));
            if (cell != null && cell.number == written.number()) {
                cell.writtenCalls = written.sums().calls();
            }
        }
    }

    /** Makes room: forgets what is written and whose minute is over. */
    synchronized void forgetWritten(Instant now) {
        Instant current = now.minus(Duration.ofMinutes(1));
        cells.entrySet()
                .removeIf(entry ->
                        entry.getValue().isWritten() && !entry.getKey().minute().isAfter(current));
    }

    /** Forgets minutes before this one, written or not; answers how many calls are lost by that. */
    synchronized long forgetBefore(Instant oldest) {
        long lost = 0;
        Iterator<Map.Entry<Identity, Open>> entries = cells.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Identity, Open> entry = entries.next();
            if (entry.getKey().minute().isBefore(oldest)) {
                lost += unwritten(entry.getValue());
                entries.remove();
            }
        }
        return lost;
    }

    /** How many calls are in no database yet. */
    synchronized long unwrittenCalls() {
        return cells.values().stream().mapToLong(MinuteCells::unwritten).sum();
    }

    synchronized int size() {
        return cells.size();
    }

    private static long unwritten(Open cell) {
        return cell.sums.calls() - cell.writtenCalls;
    }
}
