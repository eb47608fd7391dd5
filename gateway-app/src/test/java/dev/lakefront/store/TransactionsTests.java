package dev.lakefront.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionsTests {

    /** As two people who change the same at one time, while the database is slow. */
    @Test
    void askToTryAgainWhoeverHasWaitedTooLongForOthers() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:waiting;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=50;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        JdbcClient client = JdbcClient.create(source);
        Database database = new Database(source);
        database.start();
        assertThat(database.awaitFirstLook(Duration.ofSeconds(20))).isTrue();
        Transactions transactions =
                new Transactions(database, new TransactionTemplate(new JdbcTransactionManager(source)));
        try {
            transactions.run(() -> {
                client.sql("update change_counter set latest = 1").update();
                assertThatThrownBy(() -> other(transactions, client)).isInstanceOf(DatabaseUnavailable.class);
            });
        } finally {
            database.stop();
        }
    }

    private static void other(Transactions transactions, JdbcClient client) throws Throwable {
        Throwable[] failure = new Throwable[1];
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        transactions.run(() -> client.sql("update change_counter set latest = 2")
                                .update());
                    } catch (RuntimeException refused) {
                        failure[0] = refused;
                    }
                })
                .join();
        throw failure[0];
    }
}
