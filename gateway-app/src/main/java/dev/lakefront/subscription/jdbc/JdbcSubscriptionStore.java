package dev.lakefront.subscription.jdbc;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.SubscriptionStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Subscriptions in two tables: theirs, and that of their keys. */
@Component
@ConditionalOnPortal
class JdbcSubscriptionStore implements SubscriptionStore {

    private final JdbcClient client;
    private final JdbcChangeFeed feed;

    JdbcSubscriptionStore(JdbcClient client, JdbcChangeFeed feed) {
        this.client = client;
        this.feed = feed;
    }

    @Override
    public void save(StoredSubscription subscription) {
        feed.add(subscription.id());
        Map<String, @Nullable Object> columns = columns(subscription);
        int updated = client.sql("""
            update subscription set title = :title, scope = :scope, scope_id = :scopeId, owner_id = :ownerId,
                owner_name = :ownerName, owner_email = :ownerEmail, purpose = :purpose, state = :state,
                created = :created, decided = :decided, decided_by = :decidedBy, decision_comment = :comment,
                expires = :expires, limits = :limits
            where id = :id
            """).params(columns).update();
        if (updated == 0) {
            client.sql("""
                insert into subscription (id, title, scope, scope_id, owner_id, owner_name, owner_email, purpose,
                    state, created, decided, decided_by, decision_comment, expires, limits)
                values (:id, :title, :scope, :scopeId, :ownerId, :ownerName, :ownerEmail, :purpose,
                    :state, :created, :decided, :decidedBy, :comment, :expires, :limits)
                """).params(columns).update();
        }
        saveKeys(subscription);
    }

    private static Map<String, @Nullable Object> columns(StoredSubscription subscription) {
        StoredSubscription.Decision decision = subscription.decision();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", subscription.id().value());
        columns.put("title", subscription.title());
        columns.put("scope", SubscriptionRows.word(subscription.scope()));
        columns.put("scopeId", SubscriptionRows.id(subscription.scope()));
        columns.put("ownerId", subscription.owner().id());
        columns.put("ownerName", subscription.owner().name());
        columns.put("ownerEmail", subscription.owner().email());
        columns.put("purpose", subscription.purpose());
        columns.put("state", subscription.state().word());
        columns.put("created", SubscriptionRows.time(subscription.created()));
        columns.put("decided", decision == null ? null : SubscriptionRows.time(decision.at()));
        columns.put("decidedBy", decision == null ? null : decision.by());
        columns.put("comment", decision == null ? null : decision.comment());
        columns.put("expires", subscription.expires());
        columns.put("limits", SubscriptionRows.words(subscription.limits()));
        return columns;
    }

    /** Rows of keys that stay are not replaced: they know when their key was last used. */
    private void saveKeys(StoredSubscription subscription) {
        String id = subscription.id().value();
        List<String> digests =
                subscription.keys().stream().map(key -> key.digest().written()).toList();
        if (digests.isEmpty()) {
            client.sql("delete from subscription_key where subscription = :id")
                    .param("id", id)
                    .update();
        } else {
            client.sql("delete from subscription_key where subscription = :id and digest not in (:digests)")
                    .param("id", id)
                    .param("digests", digests)
                    .update();
        }
        for (StoredSubscription.Key key : subscription.keys()) {
            saveKey(id, key);
        }
    }

    private void saveKey(String id, StoredSubscription.Key key) {
        int updated = client.sql("update subscription_key set expires = :expires where digest = :digest")
                .param("expires", SubscriptionRows.time(key.expires()))
                .param("digest", key.digest().written())
                .update();
        if (updated == 0) {
            client.sql("""
                insert into subscription_key (subscription, name, digest, prefix, created, expires)
                values (:id, :name, :digest, :prefix, :created, :expires)
                """)
                    .param("id", id)
                    .param("name", key.name())
                    .param("digest", key.digest().written())
                    .param("prefix", key.prefix())
                    .param("created", SubscriptionRows.time(key.created()))
                    .param("expires", SubscriptionRows.time(key.expires()))
                    .update();
        }
    }

    @Override
    public Optional<StoredSubscription> find(SubscriptionId id) {
        return one(id, "");
    }

    @Override
    public Optional<StoredSubscription> lock(SubscriptionId id) {
        return one(id, " for update");
    }

    private Optional<StoredSubscription> one(SubscriptionId id, String ending) {
        JdbcClient.StatementSpec select =
                client.sql(SubscriptionRows.SELECT + "where id = :id" + ending).param("id", id.value());
        return SubscriptionRows.list(client, select, false).stream().findFirst();
    }

    @Override
    public List<StoredSubscription> list(SubscriptionQuery query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> params = new HashMap<>();
        if (query.ownerId() != null) {
            conditions.add("owner_id = :owner");
            params.put("owner", query.ownerId());
        }
        if (!query.states().isEmpty()) {
            conditions.add("state in (:states)");
            params.put("states", words(query.states()));
        }
        if (query.scope() != null) {
            String id = SubscriptionRows.id(query.scope());
            conditions.add("scope = :scope and coalesce(scope_id, '') = :scopeId");
            params.put("scope", SubscriptionRows.word(query.scope()));
            params.put("scopeId", id == null ? "" : id);
        }
        if (query.after() != null) {
            conditions.add("id > :after");
            params.put("after", query.after());
        }
        params.put("offset", query.offset());
        params.put("limit", query.limit());
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        String order = query.after() == null ? "created desc, id" : "id";
        JdbcClient.StatementSpec select = client.sql(SubscriptionRows.SELECT + where + " order by " + order
                        + " offset :offset rows fetch next :limit rows only")
                .params(params);
        return SubscriptionRows.list(client, select, false);
    }

    @Override
    public List<StoredSubscription> due(LocalDate today, Set<SubscriptionState> states) {
        JdbcClient.StatementSpec select = client.sql(SubscriptionRows.SELECT
                        + "where expires < :today and state in (:states) order by id"
                        + " fetch first 1000 rows only")
                .param("today", today)
                .param("states", words(states));
        return SubscriptionRows.list(client, select, false);
    }

    private static List<String> words(Set<SubscriptionState> states) {
        return states.stream().map(SubscriptionState::word).toList();
    }
}
