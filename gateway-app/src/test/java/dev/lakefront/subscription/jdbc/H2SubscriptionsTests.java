package dev.lakefront.subscription.jdbc;

import org.junit.jupiter.api.Nested;

class H2SubscriptionsTests {

    /** Ends with its last connection, so that each of them gets an empty one. */
    private static final String DATABASE =
            "jdbc:h2:mem:contract;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    @Nested
    class Lives extends SubscriptionsContract {

        @Override
        String database() {
            return DATABASE;
        }
    }

    @Nested
    class Keys extends SubscriptionKeysContract {

        @Override
        String database() {
            return DATABASE;
        }
    }

    @Nested
    class Changes extends SubscriptionChangesContract {

        @Override
        String database() {
            return DATABASE;
        }
    }
}
