package dev.lakefront.subscription.jdbc;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.AuditEvent;
import dev.lakefront.subscription.AuditLine;
import dev.lakefront.subscription.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit log in a table that this class only adds to. */
@Component
@ConditionalOnPortal
class JdbcAuditLog implements AuditLog {

    private static final String SELECT = """
        select sequence_number, happened, actor_id, actor_name, address, action, object_kind, object_id, state_before, state_after,
            details
        from audit_event
        """;

    private final JdbcClient client;

    JdbcAuditLog(JdbcClient client) {
        this.client = client;
    }

    @Override
    public void add(AuditEvent event) {
        client.sql("""
            insert into audit_event (happened, actor_id, actor_name, address, action, object_kind, object_id,
                state_before, state_after, details)
            values (:happened, :actorId, :actorName, :address, :action, :kind, :id, :before, :after, :details)
            """)
                .param("happened", SubscriptionRows.time(event.at()))
                .param("actorId", event.actor().id())
                .param("actorName", event.actor().name())
                .param("address", event.actor().address())
                .param("action", event.action())
                .param("kind", event.objectKind())
                .param("id", event.objectId())
                .param("before", event.before())
                .param("after", event.after())
                .param("details", event.details())
                .update();
    }

    @Override
    public List<AuditEvent> read(int offset, int limit) {
        return client.sql(SELECT + "order by sequence_number desc offset :offset rows fetch next :limit rows only")
                .param("offset", offset)
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    @Override
    public List<AuditEvent> of(String objectKind, String objectId) {
        return client.sql(SELECT + "where object_kind = :kind and object_id = :id order by sequence_number desc"
                        + " fetch first 1000 rows only")
                .param("kind", objectKind)
                .param("id", objectId)
                .query((row, _) -> event(row))
                .list();
    }

    @Override
    public List<AuditLine> before(long number, @Nullable String objectId, int limit) {
        return client.sql(SELECT + "where sequence_number < :number and (:all or object_id = :id)"
                        + " order by sequence_number desc fetch first :limit rows only")
                .param("number", number)
                .param("all", objectId == null)
                .param("id", objectId == null ? "" : objectId)
                .param("limit", limit)
                .query((row, _) -> new AuditLine(row.getLong("sequence_number"), event(row)))
                .list();
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                SubscriptionRows.required(SubscriptionRows.instant(row, "happened")),
                new Actor(row.getString("actor_id"), row.getString("actor_name"), row.getString("address")),
                row.getString("action"),
                row.getString("object_kind"),
                row.getString("object_id"),
                row.getString("state_before"),
                row.getString("state_after"),
                row.getString("details"));
    }
}
