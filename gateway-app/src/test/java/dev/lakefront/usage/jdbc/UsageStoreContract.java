package dev.lakefront.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lakefront.usage.Calls;
import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageBatch.Cell;
import dev.lakefront.usage.UsageBatch.Request;
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
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every database must do with usage. The tables are emptied for each test. */
abstract class UsageStoreContract {

    private static final Instant HOUR = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong numbers = new AtomicLong();
    private JdbcUsageStore store;

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

    private Cell cell(UsageRow row) {
        return new Cell(numbers.incrementAndGet(), row);
    }

    private void write(String replica, UsageRow... rows) {
        List<Cell> cells = new ArrayList<>();
        for (UsageRow row : rows) {
            cells.add(cell(row));
        }
        store.write(new UsageBatch(replica, cells, List.of()));
    }

    private static UsageRow minute(Instant minute, String api, String subscription, int calls) {
        UsageRecord[] all = new UsageRecord[calls];
        for (int i = 0; i < calls; i++) {
            all[i] = Calls.call(minute.plusMillis(i), api, subscription);
        }
        return Calls.row(all);
    }

    private static UsageQuestion question(Duration step, @Nullable String api, @Nullable Set<String> subscriptions) {
        return new UsageQuestion(
                subscriptions, api, HOUR.minus(Duration.ofDays(30)), HOUR.plus(Duration.ofDays(1)), step);
    }

    private UsageReport report(Duration step) {
        return UsageReport.of(store, question(step, null, null));
    }

    private long calls(Duration step) {
        return report(step).total().calls();
    }

    @Test
    void keepsEverythingOfARow() {
        UsageRow written = minute(HOUR, "chat", "mobile", 3);
        write("a", written);
        List<UsageRow> read = new ArrayList<>();

        store.read(question(MINUTE, null, null), read::add);

        assertThat(read).singleElement().satisfies(row -> {
            assertThat(row)
                    .usingRecursiveComparison()
                    .ignoringFields("latencies")
                    .isEqualTo(written);
            assertThat(row.latencies().toBytes()).isEqualTo(written.latencies().toBytes());
            assertThat(row.outputTokens()).isEqualTo(12);
        });
    }

    @Test
    void replacesWhatAReplicaWroteOfACell() {
        Cell early = cell(minute(HOUR, "churn", "app", 2));
        store.write(new UsageBatch("a", List.of(early), List.of()));
        store.write(new UsageBatch("a", List.of(early), List.of()));

        store.write(new UsageBatch("a", List.of(new Cell(early.number(), minute(HOUR, "churn", "app", 5))), List.of()));

        assertThat(calls(MINUTE)).isEqualTo(5);
    }

    @Test
    void addsUpWhatReplicasWroteOfTheSameMinuteAndKey() {
        Cell one = cell(minute(HOUR, "churn", "app", 2));
        store.write(new UsageBatch("a", List.of(one), List.of()));
        store.write(new UsageBatch("b", List.of(one), List.of()));

        assertThat(calls(MINUTE)).isEqualTo(4);
        assertThat(report(MINUTE).total().latencies().total()).isEqualTo(4);
    }

    @Test
    void tellsWhoseCallsOfWhichApiWhenAndHowTheyEnded() {
        write(
                "a",
                minute(HOUR, "churn", "app", 4),
                minute(HOUR.plus(MINUTE), "churn", "other", 3),
                minute(HOUR.plus(MINUTE), "chat", "app", 2),
                Calls.row(Calls.call(HOUR, "chat", "app", 429, MINUTE, null)),
                Calls.row(Calls.call(HOUR, "chat", null, 401, MINUTE, null)),
                Calls.row(Calls.call(HOUR, "chat", "app", 503, MINUTE, null)));

        UsageReport all = report(MINUTE);
        UsageReport own = UsageReport.of(store, question(MINUTE, "chat", Set.of("app")));

        assertThat(all.total().calls()).isEqualTo(12);
        assertThat(all.total().errors()).isEqualTo(2);
        assertThat(all.total().limited()).isEqualTo(1);
        assertThat(all.byApi().keySet()).containsExactly("churn", "chat");
        assertThat(all.bySubscription().keySet()).containsExactlyInAnyOrder("app", "other", "");
        assertThat(all.byStatus().keySet()).containsExactly(200, 401, 429, 503);
        assertThat(all.byTime().get(HOUR).calls()).isEqualTo(7);
        assertThat(own.total().calls()).isEqualTo(4);
        assertThat(UsageReport.of(store, question(MINUTE, null, Set.of()))
                        .total()
                        .calls())
                .isZero();
    }

    @Test
    void tellsTheSameBeforeAndAfterMinutesAreAddedUpToHours() {
        for (int i = 0; i < 60; i++) {
            write("a", minute(HOUR.plus(MINUTE.multipliedBy(i)), "churn", "app", 2));
            write("b", minute(HOUR.plus(MINUTE.multipliedBy(i)), "churn", "app", 3));
        }
        UsageReport before = report(Duration.ofHours(1));

        store.tidy("a", HOUR.plus(Duration.ofMinutes(70)));

        UsageReport after = report(Duration.ofHours(1));
        assertThat(JdbcClient.create(dataSource())
                        .sql("select count(*) from usage_hour")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(before.total().calls()).isEqualTo(300);
        assertThat(after.total().calls()).isEqualTo(300);
        assertThat(after.total().inputTokens()).isEqualTo(before.total().inputTokens());
        assertThat(after.total().latencies().toBytes())
                .isEqualTo(before.total().latencies().toBytes());
        assertThat(calls(MINUTE)).isEqualTo(300);
    }

    @Test
    void addsMinutesThatComeLateToAnHourThatIsMade() {
        Cell grown = cell(minute(HOUR, "churn", "app", 2));
        store.write(new UsageBatch("a", List.of(grown), List.of()));
        store.tidy("a", HOUR.plus(Duration.ofMinutes(70)));

        write("b", minute(HOUR.plus(MINUTE), "churn", "app", 3));
        store.write(new UsageBatch("a", List.of(new Cell(grown.number(), minute(HOUR, "churn", "app", 4))), List.of()));
        store.tidy("a", HOUR.plus(Duration.ofMinutes(80)));

        assertThat(calls(Duration.ofHours(1))).isEqualTo(7);
    }

    @Test
    void leavesAnHourAloneThatIsNotOver() {
        write("a", minute(HOUR, "churn", "app", 2));

        store.tidy("a", HOUR.plus(Duration.ofMinutes(61)));

        assertThat(JdbcClient.create(dataSource())
                        .sql("select count(*) from usage_hour")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(calls(Duration.ofHours(1))).isEqualTo(2);
    }

    @Test
    void forgetsMinutesAfterTwoDaysAndHoursAfterFourHundred() {
        write("a", minute(HOUR, "churn", "app", 2));

        store.tidy("a", HOUR.plus(Duration.ofDays(2)).plus(Duration.ofHours(1)));
        assertThat(calls(MINUTE)).isZero();
        assertThat(calls(Duration.ofHours(1))).isEqualTo(2);

        store.tidy("a", HOUR.plus(Duration.ofDays(400)).plus(Duration.ofHours(1)));
        assertThat(calls(Duration.ofHours(1))).isZero();
    }

    @Test
    void letsOneReplicaAtATimeTidyUp() {
        write("a", minute(HOUR, "churn", "app", 2));
        Instant later = HOUR.plus(Duration.ofMinutes(61));
        store.tidy("a", later);

        store.tidy("b", later.plus(Duration.ofMinutes(3)));
        assertThat(hours()).isZero();

        store.tidy("b", later.plus(Duration.ofMinutes(5)));
        assertThat(hours()).isEqualTo(1);
    }

    private long hours() {
        return JdbcClient.create(dataSource())
                .sql("select count(*) from usage_hour")
                .query(Long.class)
                .single();
    }

    private static LoggedRequest logged(Instant ended, String subscription, int status) {
        return LoggedRequest.of(Calls.call(
                ended,
                "churn",
                subscription,
                status,
                Duration.ofMillis(7),
                status == 200 ? new ModelTokens(1, 2) : null));
    }

    @Test
    void showsTheLastRequestsOfTheirOwners() {
        store.write(new UsageBatch(
                "a",
                List.of(),
                List.of(
                        new Request(1, logged(HOUR, "app", 200)),
                        new Request(2, logged(HOUR.plusSeconds(1), "other", 200)),
                        new Request(3, logged(HOUR.plusSeconds(2), "app", 429)))));

        List<LoggedRequest> own = store.requests(new RequestQuestion(Set.of("app"), null, null, 10));

        assertThat(own).containsExactly(logged(HOUR.plusSeconds(2), "app", 429), logged(HOUR, "app", 200));
        assertThat(store.requests(new RequestQuestion(null, null, null, 2))).hasSize(2);
        assertThat(store.requests(new RequestQuestion(null, "chat", null, 2))).isEmpty();
        assertThat(store.requests(new RequestQuestion(Set.of(), null, null, 2))).isEmpty();
        assertThat(store.requests(new RequestQuestion(null, null, own.getFirst().id(), 2)))
                .containsExactly(own.getFirst());
        assertThat(store.requests(new RequestQuestion(
                        Set.of("other"), null, own.getFirst().id(), 2)))
                .isEmpty();
    }

    @Test
    void keepsNoMoreRequestsThanItMayAndNoneTooLong() {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            requests.add(new Request(i, logged(HOUR.plusSeconds(i), "app", 200)));
        }
        store.write(new UsageBatch("a", List.of(), requests));

        store.tidy("a", HOUR.plusSeconds(60));
        assertThat(store.requests(new RequestQuestion(null, null, null, 100)))
                .hasSize(5)
                .first()
                .isEqualTo(logged(HOUR.plusSeconds(8), "app", 200));

        store.tidy("a", HOUR.plus(Duration.ofDays(8)));
        assertThat(store.requests(new RequestQuestion(null, null, null, 100))).isEmpty();
    }

    @Test
    void takesNoPartOfAKeyForSql() {
        String hostile = "'; drop table usage_minute; --";
        write("a", minute(HOUR, hostile, hostile, 1));

        assertThat(UsageReport.of(store, question(MINUTE, hostile, Set.of(hostile)))
                        .total()
                        .calls())
                .isEqualTo(1);
        assertThat(calls(MINUTE)).isEqualTo(1);
    }

    private static UsageRow ofKey(Instant minute, String keyName) {
        UsageRecord call = Calls.call(minute, "churn", "app", 200, MINUTE, null);
        UsageRecord.Target target = call.target();
        UsageRecord.Target other = new UsageRecord.Target(
                target.api(), target.operation(), target.workspace(), target.product(), target.subscription(), keyName);
        return Calls.row(new UsageRecord(
                call.endedAt(),
                call.request(),
                other,
                call.status(),
                call.outcome(),
                call.problem(),
                call.times(),
                call.attempts(),
                call.requestBytes(),
                call.responseBytes(),
                null,
                call.rows()));
    }

    @Test
    void tellsKeysOfASubscriptionApartAndAddsUpTheirRows() {
        write("a", ofKey(HOUR, "primary"), ofKey(HOUR.plus(MINUTE), "primary"), ofKey(HOUR, "secondary"));
        write("b", minute(HOUR, "chat", null, 2));

        for (boolean rolled : new boolean[] {false, true}) {
            Duration step = rolled ? Duration.ofHours(1) : MINUTE;
            UsageReport report = report(step);
            assertThat(report.byKey())
                    .extractingFromEntries(
                            key -> key.getKey().name(), key -> key.getValue().calls())
                    .containsExactly(tuple("primary", 2L), tuple("secondary", 1L));
            assertThat(report.total().rows()).isEqualTo(3 * 7);
            UsageReport one = UsageReport.of(
                    store,
                    new UsageQuestion(Set.of("app"), "secondary", null, HOUR, HOUR.plus(Duration.ofHours(1)), step));
            assertThat(one.total().calls()).isEqualTo(1);
            assertThat(one.total().rows()).isEqualTo(7);
            store.tidy("a", HOUR.plus(Duration.ofHours(2)));
        }
    }
}
