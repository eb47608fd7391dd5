package dev.lakefront.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says whether the database is there, after having brought its tables up to date.
 *
 * <p>Works in the background and never gives up: a gateway starts and serves without its database, and uses it from the
 * moment it answers. Thread-safe.
 */
@Component
@ConditionalOnPortal
public class Database implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Database.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ANSWER_SECONDS = 2;

    private final DataSource dataSource;
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean migrated;
    private volatile @Nullable String trouble = "not asked yet";
    private final Rounds watch = new Rounds("database-watch", PAUSE, this::look);

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether it answered lately and has the tables of this version. */
    public boolean ready() {
        return ready;
    }

    /** Why it is not ready, without addresses and passwords; absent while it is. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Waits until it is ready or was found away, but no longer than this; then says which. Blocks. */
    public boolean awaitFirstLook(Duration atMost) {
        try {
            boolean looked = firstLook.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return looked && ready;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void start() {
        watch.start();
    }

    private void look() {
        try {
            if (migrated) {
                try (Connection connection = dataSource.getConnection()) {
                    if (!connection.isValid(ANSWER_SECONDS)) {
                        throw new SQLException("no answer within " + ANSWER_SECONDS + " s");
                    }
                }
            } else {
                migrate();
                migrated = true;
            }
            found();
        } catch (SQLException | FlywayException failure) {
            missed(failure);
        } finally {
            firstLook.countDown();
        }
    }

    private void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private void found() {
        boolean back = !ready && firstLook.getCount() == 0;
        trouble = null;
        ready = true;
        if (back) {
            LOGGER.atInfo().log("The database is back");
        }
    }

    private void missed(Exception failure) {
        boolean news = ready || firstLook.getCount() > 0;
        ready = false;
        trouble = reason(failure);
        if (news) {
            LOGGER.atWarn()
                    .addKeyValue("reason", trouble)
                    .log("The database is away; calls are served on, the portal cannot change anything");
        }
    }

    /** Messages of drivers may quote the address with its password; states and the names of classes never do. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return cause.getClass().getSimpleName() + ", SQL state " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName();
    }

    @Override
    public void stop() {
        watch.stop();
    }

    @Override
    public boolean isRunning() {
        return watch.isRunning();
    }

    /** Before whatever wants to read from it, and long before the web server. */
    @Override
    public int getPhase() {
        return -100;
    }
}
