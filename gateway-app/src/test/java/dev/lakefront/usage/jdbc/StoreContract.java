package dev.lakefront.usage.jdbc;

import dev.lakefront.usage.Calls;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageBatch.Cell;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageReport;
import dev.lakefront.usage.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the contracts of this package begin with: a store whose tables are emptied for each test. */
abstract class StoreContract {

    static final Instant HOUR = Instant.parse("2026-11-21T09:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong numbers = new AtomicLong();
    JdbcUsageStore store;

    abstract DataSource dataSource();

    @BeforeEach
    void empty() {
        UsageProperties properties = new UsageProperties(
                100, Duration.ofSeconds(5), 100, 100, Duration.ofDays(2), Duration.ofDays(400), Duration.ofDays(7), 5);
        Flyway.configure()
                .dataSource(dataSource())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        store = new JdbcUsageStore(dataSource(), properties);
        JdbcClient sql = JdbcClient.create(dataSource());
        sql.sql("delete from usage_minute").update();
        sql.sql("delete from usage_hour").update();
        sql.sql("delete from usage_request").update();
        sql.sql("update usage_duty set held_until = timestamp with time zone '1970-01-01 00:00:00+00'")
                .update();
    }

    Cell cell(UsageRow row) {
        return new Cell(numbers.incrementAndGet(), row);
    }

    void write(String replica, UsageRow... rows) {
        List<Cell> cells = new ArrayList<>();
        for (UsageRow row : rows) {
            cells.add(cell(row));
        }
        store.write(new UsageBatch(replica, cells, List.of()));
    }

    static UsageRow minute(Instant minute, String api, String subscription, int calls) {
        UsageRecord[] all = new UsageRecord[calls];
        for (int i = 0; i < calls; i++) {
            all[i] = Calls.call(minute.plusMillis(i), api, subscription);
        }
        return Calls.row(all);
    }

    static UsageQuestion question(Duration step, @Nullable String api, @Nullable Set<String> subscriptions) {
        return new UsageQuestion(
                subscriptions, api, HOUR.minus(Duration.ofDays(30)), HOUR.plus(Duration.ofDays(1)), step);
    }

    UsageReport report(Duration step) {
        return UsageReport.of(store, question(step, null, null));
    }

    long calls(Duration step) {
        return report(step).total().calls();
    }
}
