package dev.lakefront.usage.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessResourceFailureException;

/** Makes the tables when they are first needed: the database may not be there when the gateway starts. Thread-safe. */
final class UsageSchema {

    private final DataSource dataSource;
    private volatile boolean made;

    UsageSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Fails with {@link DataAccessResourceFailureException} while the database is away. */
    void ensure() {
        if (!made) {
            make();
        }
    }

    private synchronized void make() {
        if (made) {
            return;
        }
        try {
            Flyway.configure().dataSource(dataSource).load().migrate();
        } catch (FlywayException failure) {
            throw new DataAccessResourceFailureException("the tables of usage cannot be made", failure);
        }
        made = true;
    }
}
