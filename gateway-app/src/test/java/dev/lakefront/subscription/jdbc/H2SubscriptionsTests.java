package dev.lakefront.subscription.jdbc;

class H2SubscriptionsTests extends SubscriptionsContract {

    @Override
    String database() {
        return "jdbc:h2:mem:contract;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }
}
