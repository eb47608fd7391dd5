package dev.lakefront.subscription.jdbc;

import dev.lakefront.Tool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

class PostgresSubscriptionsTests extends SubscriptionsContract {

    private EmbeddedPostgres postgres;

    @Override
    String database() {
        postgres = Tool.postgres();
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Runs after the superclass has let go of it, or before: it does not mind. */
    @AfterAll
    void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
