package dev.lakefront.usage.jdbc;

import dev.lakefront.usage.UsageKey;
import dev.lakefront.usage.UsageRow;
import dev.lakefront.usage.UsageSums;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds the minutes of an hour up to the hour. It is made anew from all its minutes whenever some of them came late or
 * grew, so it is exact however often that is done.
 */
final class HourRollup {

    /** How long after its end an hour is left alone: by then every replica has usually written its last minute. */
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    HourRollup(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void run(Instant now) {
        OffsetDateTime open = RowSql.time(now.minus(SETTLE).truncatedTo(ChronoUnit.HOURS));
        OffsetDateTime first = oldest(open);
        while (first != null) {
            Instant hour = first.toInstant().truncatedTo(ChronoUnit.HOURS);
            transaction.executeWithoutResult(status -> roll(hour));
            first = oldest(open);
        }
    }

    private @Nullable OffsetDateTime oldest(OffsetDateTime open) {
        return jdbc.queryForObject(
                "select min(began) from usage_minute where rolled = false and began < ?", OffsetDateTime.class, open);
    }

    private void roll(Instant hour) {
        OffsetDateTime from = RowSql.time(hour);
        OffsetDateTime to = RowSql.time(hour.plus(Duration.ofHours(1)));
        // Marked first: a minute that is written from here on is not marked, and has the hour made anew.
        jdbc.update(
                "update usage_minute set rolled = true where rolled = false and began >= ? and began < ?", from, to);
        Map<UsageKey, UsageSums> sums = new HashMap<>();
        jdbc.query(
                "select " + RowSql.COLUMNS + " from usage_minute where rolled = true and began >= ? and began < ?",
                columns -> {
                    UsageRow row = RowSql.row(columns);
                    sums.computeIfAbsent(row.key(), added -> new UsageSums()).add(row);
                },
                from,
                to);
        jdbc.update("delete from usage_hour where began = ?", from);
        List<Object[]> rows = new ArrayList<>();
        sums.forEach((key, sum) -> rows.add(RowSql.values(sum.row(hour, key))));
        jdbc.batchUpdate("insert into usage_hour (" + RowSql.COLUMNS + ") values (" + RowSql.PLACES + ")", rows);
    }
}
