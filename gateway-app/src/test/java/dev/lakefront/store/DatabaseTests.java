package dev.lakefront.store;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseTests {

    private final SwitchableDataSource dataSource = new SwitchableDataSource(h2(), true);
    private final Database database = new Database(dataSource);
    private final Transactions transactions =
            new Transactions(database, new TransactionTemplate(new JdbcTransactionManager(dataSource)));

    private static JdbcDataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        return source;
    }

    @AfterEach
    void stop() {
        database.stop();
    }

    @Test
    void startsWithoutADatabaseAndUsesItFromTheMomentItAnswers(CapturedOutput output) throws Throwable {
        database.start();
        assertThat(database.awaitFirstLook(Duration.ofSeconds(5))).isFalse();
        DatabaseHealth health = new DatabaseHealth(database);
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.health().getDetails().toString()).contains("08001").doesNotContain("hunter2");
        assertThatThrownBy(() -> transactions.call(() -> 1)).isInstanceOf(DatabaseUnavailable.class);

        dataSource.away(false);
        eventually(() -> assertThat(database.ready()).isTrue());

        assertThat(transactions.call(() -> JdbcClient.create(dataSource)
                        .sql("select count(*) from subscription")
                        .query(Long.class)
                        .single()))
                .isZero();
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        eventually(() -> assertThat(output.getOut()).contains("The database is back"));
        assertThat(output.getOut()).containsOnlyOnce("The database is away").doesNotContain("hunter2");
    }

    @Test
    void saysOnceThatItIsGone(CapturedOutput output) throws Throwable {
        dataSource.away(false);
        database.start();
        assertThat(database.awaitFirstLook(Duration.ofSeconds(10))).isTrue();

        dataSource.away(true);
        assertThatThrownBy(() -> transactions.call(() -> 1))
                .as("before anybody looked again")
                .isInstanceOf(DatabaseUnavailable.class);

        eventually(() -> assertThat(database.ready()).isFalse());
        eventually(() -> assertThat(output.getOut()).containsOnlyOnce("The database is away"));
    }
}
