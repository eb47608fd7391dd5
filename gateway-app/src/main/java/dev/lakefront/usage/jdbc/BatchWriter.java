package dev.lakefront.usage.jdbc;

import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.UsageBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a batch; to be called within a transaction. A row that is there already is replaced. */
final class BatchWriter {

    private static final String REQUEST_COLUMNS = "replica, number, ended, request_id, subscription, key_name, api,"
            + " operation, status, outcome, problem, nanos, input_tokens, output_tokens, row_count";

    private final JdbcTemplate jdbc;

    BatchWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Deleting first is what both databases understand, and a replica has its rows to itself. */
    void write(UsageBatch batch) {
        cells(batch.replica(), batch.cells());
        requests(batch.replica(), batch.requests());
    }

    private void cells(String replica, List<UsageBatch.Cell> cells) {
        if (cells.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                "delete from usage_minute where replica = ? and cell = ?",
                cells.stream()
                        .map(cell -> new Object[] {replica, cell.number()})
                        .toList());
        jdbc.batchUpdate(
                "insert into usage_minute (" + RowSql.COLUMNS + ", replica, cell, rolled) values (" + RowSql.PLACES
                        + ", ?, ?, false)",
                cells.stream()
                        .map(cell -> RowSql.values(cell.sums(), replica, cell.number()))
                        .toList());
    }

    private void requests(String replica, List<UsageBatch.Request> requests) {
        if (requests.isEmpty()) {
            return;
        }
        // No other batch has a number between these.
        jdbc.update(
                "delete from usage_request where replica = ? and number between ? and ?",
                replica,
                requests.getFirst().number(),
                requests.getLast().number());
        jdbc.batchUpdate(
                "insert into usage_request (" + REQUEST_COLUMNS + ") values (" + RowSql.PLACES + ")",
                requests.stream()
                        .map(one -> values(replica, one.number(), one.request()))
                        .toList());
    }

    private static @Nullable Object[] values(String replica, long number, LoggedRequest request) {
        ModelTokens tokens = request.tokens();
        return new @Nullable Object[] {
            replica,
            number,
            RowSql.time(request.ended()),
            request.id(),
            request.subscription(),
            request.keyName(),
            request.api(),
            request.operation(),
            request.status(),
            request.outcome().word(),
            request.problem(),
            request.nanos(),
            tokens == null ? null : tokens.input(),
            tokens == null ? null : tokens.output(),
            request.rows() < 0 ? null : request.rows()
        };
    }
}
