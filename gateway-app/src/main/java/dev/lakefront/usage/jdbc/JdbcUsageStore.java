package dev.lakefront.usage.jdbc;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageRow;
import dev.lakefront.usage.UsageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps usage in tables that H2 and PostgreSQL understand alike. */
@Component
@ConditionalOnPortal
class JdbcUsageStore implements UsageStore {

    private static final Duration HOUR = Duration.ofHours(1);

    /** So that a long answer is read piece by piece. */
    private static final int FETCH = 1000;

    private final UsageProperties properties;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final BatchWriter writer;
    private final HourRollup hours;
    private final Duty duty;

    JdbcUsageStore(DataSource dataSource, UsageProperties properties) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(FETCH);
        this.properties = properties;
        this.sql = JdbcClient.create(jdbc);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.writer = new BatchWriter(jdbc);
        this.hours = new HourRollup(jdbc, transaction);
        this.duty = new Duty(sql);
    }

    @Override
    public void write(UsageBatch batch) {
        transaction.executeWithoutResult(status -> writer.write(batch));
    }

    @Override
    public void read(UsageQuestion question, Consumer<UsageRow> rows) {
        if (question.subscriptions() != null && question.subscriptions().isEmpty()) {
            return;
        }
        Restriction asked = new Restriction()
                .subscriptions(question.subscriptions())
                .equal("key_name", question.keyName())
                .equal("api", question.api());
        // In a transaction, because PostgreSQL sends everything at once outside of one.
        transaction.executeWithoutResult(status -> sql.sql(statement(question, asked))
                .params(asked.values())
                .param("from", RowSql.time(question.stepOf(question.from())))
                .param("to", RowSql.time(question.to()))
                .query(columns -> {
                    rows.accept(RowSql.row(columns));
                }));
    }

    /** One statement for both tables: a minute must not be added to its hour between two. */
    private static String statement(UsageQuestion question, Restriction asked) {
        String rest = " where began >= :from and began < :to and " + asked.where();
        String minutes = "select " + RowSql.COLUMNS + " from usage_minute" + rest;
        return question.step().compareTo(HOUR) < 0
                ? minutes
                : minutes + " and rolled = false union all select " + RowSql.COLUMNS + " from usage_hour" + rest;
    }

    @Override
    public List<LoggedRequest> requests(RequestQuestion question) {
        if (question.subscriptions() != null && question.subscriptions().isEmpty()) {
            return List.of();
        }
        Restriction asked = new Restriction()
                .subscriptions(question.subscriptions())
                .equal("api", question.api())
                .equal("request_id", question.id());
        return sql.sql("select ended, request_id, subscription, key_name, api, operation, status, outcome, problem,"
                        + " nanos, input_tokens, output_tokens, row_count from usage_request where"
                        + " " + asked.where()
                        + " order by ended desc, number desc fetch first " + question.most() + " rows only")
                .params(asked.values())
                .query((columns, number) -> request(columns))
                .list();
    }

    private static LoggedRequest request(ResultSet columns) throws SQLException {
        return new LoggedRequest(
                RowSql.instant(columns, "ended"),
                columns.getString("request_id"),
                columns.getString("subscription"),
                columns.getString("key_name"),
                columns.getString("api"),
                columns.getString("operation"),
                columns.getInt("status"),
                RowSql.outcome(columns.getString("outcome")),
                columns.getString("problem"),
                columns.getLong("nanos"),
                tokens(columns),
                rows(columns));
    }

    private static @Nullable ModelTokens tokens(ResultSet columns) throws SQLException {
        long input = columns.getLong("input_tokens");
        return columns.wasNull() ? null : new ModelTokens(input, columns.getLong("output_tokens"));
    }

    private static long rows(ResultSet columns) throws SQLException {
        long rows = columns.getLong("row_count");
        return columns.wasNull() ? UsageRecord.UNKNOWN_ROWS : rows;
    }

    @Override
    public void tidy(String replica, Instant now) {
        if (!duty.taken(replica, now)) {
            return;
        }
        hours.run(now);
        deleteBefore("usage_minute where rolled = true and began", now.minus(properties.keepMinutes()));
        deleteBefore("usage_hour where began", now.minus(properties.keepHours()));
        deleteBefore("usage_request where ended", now.minus(properties.keepRequests()));
        OffsetDateTime oldest = sql.sql("select ended from usage_request order by ended desc offset "
                        + properties.maxRequests() + " rows fetch next 1 rows only")
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
        if (oldest != null) {
            sql.sql("delete from usage_request where ended <= :oldest")
                    .param("oldest", oldest)
                    .update();
        }
    }

    /** Whole hours only: an hour whose minutes are half gone could not be made anew. */
    private void deleteBefore(String rows, Instant moment) {
        sql.sql("delete from " + rows + " < :oldest")
                .param("oldest", RowSql.time(moment.truncatedTo(ChronoUnit.HOURS)))
                .update();
    }
}
