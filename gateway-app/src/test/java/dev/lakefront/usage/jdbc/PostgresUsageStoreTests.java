package dev.lakefront.usage.jdbc;

import dev.lakefront.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresUsageStoreTests {

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Nested
    class Sums extends UsageStoreContract {

        @Override
        DataSource dataSource() {
            return new DriverManagerDataSource(postgres.url());
        }
    }

    @Nested
    class Tidying extends UsageTidyingContract {

        @Override
        DataSource dataSource() {
            return new DriverManagerDataSource(postgres.url());
        }
    }

    @Nested
    class Requests extends RequestLogContract {

        @Override
        DataSource dataSource() {
            return new DriverManagerDataSource(postgres.url());
        }
    }
}
