package dev.lakefront.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be taken away and given back. */
public final class SwitchableDataSource extends DelegatingDataSource {

    private volatile boolean away;

    public SwitchableDataSource(DataSource target, boolean away) {
        super(target);
        this.away = away;
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLException("connection to db.internal:5432 with password hunter2 refused", "08001");
        }
        return super.getConnection();
    }
}
