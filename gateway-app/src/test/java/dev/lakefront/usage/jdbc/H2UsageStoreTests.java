package dev.lakefront.usage.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
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
