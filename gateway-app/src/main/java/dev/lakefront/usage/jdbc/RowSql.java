package dev.lakefront.usage.jdbc;

import dev.lakefront.usage.Latencies;
import dev.lakefront.usage.UsageKey;
import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/** How rows of usage stand in both tables that have them. */
final class RowSql {

    /** In the order of {@link #values}. */
    static final String COLUMNS =
            "began, api, product, subscription, key_name, operation, status, outcome, calls, request_bytes,"
                    + " response_bytes, input_tokens, output_tokens, row_count, latencies";

    static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private RowSql() {}

    /** Followed by those of the table's own columns. */
    static Object[] values(UsageRow row, Object... more) {
        UsageKey key = row.key();
        Object[] own = {
            time(row.began()),
            key.api(),
            key.product(),
            key.subscription(),
            key.keyName(),
            key.operation(),
            key.status(),
            key.outcome().word(),
            row.calls(),
            row.requestBytes(),
            row.responseBytes(),
            row.inputTokens(),
            row.outputTokens(),
            row.rows(),
            row.latencies().toBytes()
        };
        Object[] all = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return all;
    }

    static UsageRow row(ResultSet columns) throws SQLException {
        UsageKey key = new UsageKey(
                columns.getString("api"),
                columns.getString("product"),
                columns.getString("subscription"),
                columns.getString("key_name"),
                columns.getString("operation"),
                columns.getInt("status"),
                outcome(columns.getString("outcome")));
        return new UsageRow(
                instant(columns, "began"),
                key,
                columns.getLong("calls"),
                columns.getLong("request_bytes"),
                columns.getLong("response_bytes"),
                columns.getLong("input_tokens"),
                columns.getLong("output_tokens"),
                columns.getLong("row_count"),
                Latencies.ofBytes(columns.getBytes("latencies")));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet columns, String name) throws SQLException {
        return columns.getObject(name, OffsetDateTime.class).toInstant();
    }

    static Outcome outcome(String word) {
        return Outcome.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
