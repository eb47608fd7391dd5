package dev.lakefront.subscription.jdbc;

import dev.lakefront.PostgresServer;
import org.junit.jupiter.api.AfterAll;

class PostgresSubscriptionsTests extends SubscriptionsContract {

    private PostgresServer postgres;

    @Override
    String database() {
        postgres = PostgresServer.start();
        return postgres.url();
    }

    /** Runs after the superclass has let go of it, or before: it does not mind. */
    @AfterAll
    void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
