package dev.lakefront.subscription.jdbc;

import dev.lakefront.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class PostgresSubscriptionsTests {

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Nested
    class Lives extends SubscriptionsContract {

        @Override
        String database() {
            return postgres.url();
        }
    }

    @Nested
    class Keys extends SubscriptionKeysContract {

        @Override
        String database() {
            return postgres.url();
        }
    }

    @Nested
    class Changes extends SubscriptionChangesContract {

        @Override
        String database() {
            return postgres.url();
        }
    }
}
