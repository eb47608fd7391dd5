package dev.lakefront.subscription.jdbc;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Database;
import dev.lakefront.subscription.ChangeWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Has PostgreSQL tell every replica of a change when it is committed. Only makes things faster: where it does not work, as
 * with H2 or behind a pooler that drops {@code LISTEN}, replicas ask once a second all the same.
 */
@Component
@ConditionalOnPortal
class ChangeSignal implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChangeSignal.class);
    private static final String CHANNEL = "lakefront_subscriptions";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int LISTEN_MILLIS = 5_000;

    private final DataSource dataSource;
    private final Database database;
    private final ObjectProvider<ChangeWatch> watches;
    private volatile boolean postgres;
    private volatile @Nullable Thread thread;

    ChangeSignal(DataSource dataSource, Database database, ObjectProvider<ChangeWatch> watches) {
        this.dataSource = dataSource;
        this.database = database;
        this.watches = watches;
    }

    /** Within a transaction; goes out when it commits. */
    void send(JdbcClient client) {
        if (postgres) {
            client.sql("select pg_notify('" + CHANNEL + "', '')::text").query().listOfRows();
        }
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("subscription-signal").start(this::keepListening);
    }

    private void keepListening() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (database.ready() && !listen()) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the connection breaks; says whether to try again. */
    private boolean listen() {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                return false;
            }
            postgres = true;
            try (Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
            PGConnection source = connection.unwrap(PGConnection.class);
            while (!Thread.currentThread().isInterrupted()) {
                if (source.getNotifications(LISTEN_MILLIS).length > 0) {
                    watches.forEach(ChangeWatch::changed);
                }
            }
            return false;
        } catch (SQLException broken) {
            LOGGER.atDebug().setCause(broken).log("Changes are looked for once a second only");
            return true;
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Once the index has been read. */
    @Override
    public int getPhase() {
        return 2;
    }
}
