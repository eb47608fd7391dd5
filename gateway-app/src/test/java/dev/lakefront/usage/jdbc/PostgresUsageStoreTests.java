package dev.lakefront.usage.jdbc;

import dev.lakefront.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresUsageStoreTests extends UsageStoreContract {

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    DataSource dataSource() {
        return new DriverManagerDataSource(postgres.url());
    }
}
