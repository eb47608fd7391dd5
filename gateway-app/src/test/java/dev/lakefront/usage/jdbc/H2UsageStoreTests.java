package dev.lakefront.usage.jdbc;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2UsageStoreTests extends UsageStoreContract {

    private static final DataSource DATABASE = new DriverManagerDataSource(
            "jdbc:h2:mem:usage;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");

    @Override
    DataSource dataSource() {
        return DATABASE;
    }
}
