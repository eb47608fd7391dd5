package dev.lakefront.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lakefront.usage.Calls;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageBatch.Cell;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageReport;
import dev.lakefront.usage.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How usage is written and told, whatever the database. */
abstract class UsageStoreContract extends StoreContract {

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
