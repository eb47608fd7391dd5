package dev.lakefront.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageBatch.Cell;
import dev.lakefront.usage.UsageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How minutes become hours and all is forgotten in time, whatever the database. */
abstract class UsageTidyingContract extends StoreContract {

    @Test
    void tellsTheSameBeforeAndAfterMinutesAreAddedUpToHours() {
        for (int i = 0; i < 60; i++) {
            write("a", minute(HOUR.plus(MINUTE.multipliedBy(i)), "churn", "app", 2));
            write("b", minute(HOUR.plus(MINUTE.multipliedBy(i)), "churn", "app", 3));
        }
        UsageReport before = report(Duration.ofHours(1));

        store.tidy("a", HOUR.plus(Duration.ofMinutes(70)));

        UsageReport after = report(Duration.ofHours(1));
        assertThat(hours()).isEqualTo(1);
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

        assertThat(hours()).isZero();
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
}
