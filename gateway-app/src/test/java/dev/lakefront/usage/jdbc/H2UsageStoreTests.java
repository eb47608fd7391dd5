package dev.lakefront.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2UsageStoreTests {

    private static final DataSource DATABASE = new DriverManagerDataSource(
            "jdbc:h2:mem:usage;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");

    @Nested
    class Sums extends UsageStoreContract {

        @Override
        DataSource dataSource() {
            return DATABASE;
        }

        @ParameterizedTest
        @ValueSource(strings = {"usage_minute", "usage_hour"})
        void findsTheUsageOfOneSubscriptionWithoutReadingThatOfAll(String table) {
            String plan = JdbcClient.create(DATABASE)
                    .sql("explain select calls from " + table + " where began >= timestamp with time zone"
                            + " '2026-01-01 00:00:00+00' and began < timestamp with time zone '2026-02-01 00:00:00+00'"
                            + " and subscription in ('s-a', 's-b')")
                    .query(String.class)
                    .single();

            assertThat(plan).contains(table + "_subscription");
        }
    }

    @Nested
    class Tidying extends UsageTidyingContract {

        @Override
        DataSource dataSource() {
            return DATABASE;
        }
    }

    @Nested
    class Requests extends RequestLogContract {

        @Override
        DataSource dataSource() {
            return DATABASE;
        }
    }
}
