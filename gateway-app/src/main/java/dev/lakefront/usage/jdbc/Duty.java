package dev.lakefront.usage.jdbc;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets one replica at a time do what needs doing once. */
final class Duty {

    /** Longer than the work takes, and not much longer than the others can do without it. */
    private static final Duration TERM = Duration.ofMinutes(4);

    private final JdbcClient sql;

    Duty(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether it is this replica's for the next minutes; it may ask again before they are over. */
    boolean taken(String replica, Instant now) {
        return sql.sql("update usage_duty set replica = :replica, held_until = :until"
                                + " where duty = 'tidy' and (held_until <= :now or replica = :replica)")
                        .param("replica", replica)
                        .param("until", RowSql.time(now.plus(TERM)))
                        .param("now", RowSql.time(now))
                        .update()
                == 1;
    }
}
