package dev.lakefront.subscription.jdbc;

import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows of subscriptions, and puts their keys in. */
final class SubscriptionRows {

    /** What every statement that reads subscriptions begins with. */
    static final String SELECT = """
        select id, title, scope, scope_id, owner_id, owner_name, owner_email, purpose, state, created, decided,
            decided_by, decision_comment, expires, limits
        from subscription
        """;

    private static final String SELECT_KEYS =
            "select subscription, name, digest, prefix, created, expires, last_used from subscription_key ";

    private record KeyRow(String subscription, StoredSubscription.Key key) {}

    private SubscriptionRows() {}

    /** Reads what a statement selects. */
    static List<StoredSubscription> list(JdbcClient client, JdbcClient.StatementSpec statement, boolean all) {
        List<StoredSubscription> bare =
                statement.query((row, _) -> subscription(row)).list();
        if (bare.isEmpty()) {
            return bare;
        }
        JdbcClient.StatementSpec select = all
                ? client.sql(SELECT_KEYS + "order by created, name")
                : client.sql(SELECT_KEYS + "where subscription in (:ids) order by created, name")
                        .param("ids", bare.stream().map(one -> one.id().value()).toList());
        Map<String, List<StoredSubscription.Key>> keys = new HashMap<>();
        select.query((row, _) -> new KeyRow(row.getString("subscription"), key(row)))
                .list()
                .forEach(row -> keys.computeIfAbsent(row.subscription(), _ -> new ArrayList<>())
                        .add(row.key()));
        return bare.stream()
                .map(one -> withKeys(one, keys.getOrDefault(one.id().value(), List.of())))
                .toList();
    }

    private static StoredSubscription subscription(ResultSet row) throws SQLException {
        Instant decided = instant(row, "decided");
        return new StoredSubscription(
                new SubscriptionId(row.getString("id")),
                row.getString("title"),
                scope(row.getString("scope"), row.getString("scope_id")),
                new StoredSubscription.Owner(
                        row.getString("owner_id"), row.getString("owner_name"), row.getString("owner_email")),
                row.getString("purpose"),
                SubscriptionState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                required(instant(row, "created")),
                decided == null
                        ? null
                        : new StoredSubscription.Decision(
                                decided, row.getString("decided_by"), row.getString("decision_comment")),
                row.getObject("expires", LocalDate.class),
                limits(row.getString("limits")),
                List.of());
    }

    private static StoredSubscription.Key key(ResultSet row) throws SQLException {
        return new StoredSubscription.Key(
                row.getString("name"),
                KeyDigest.parse(row.getString("digest"))
                        .orElseThrow(() -> new IllegalStateException("a stored digest has another form")),
                row.getString("prefix"),
                required(instant(row, "created")),
                instant(row, "expires"),
                row.getObject("last_used", LocalDate.class));
    }

    private static StoredSubscription withKeys(StoredSubscription bare, List<StoredSubscription.Key> keys) {
        return new StoredSubscription(
                bare.id(),
                bare.title(),
                bare.scope(),
                bare.owner(),
                bare.purpose(),
                bare.state(),
                bare.created(),
                bare.decision(),
                bare.expires(),
                bare.limits(),
                keys);
    }

    static String word(Scope scope) {
        return switch (scope) {
            case Scope.Product _ -> "product";
            case Scope.Api _ -> "api";
            case Scope.All _ -> "all";
        };
    }

    static @Nullable String id(Scope scope) {
        return switch (scope) {
            case Scope.Product(String id) -> id;
            case Scope.Api(String id) -> id;
            case Scope.All _ -> null;
        };
    }

    private static Scope scope(String word, String id) {
        return switch (word) {
            case "product" -> new Scope.Product(id);
            case "api" -> new Scope.Api(id);
            case "all" -> new Scope.All();
            default -> throw new IllegalStateException("a stored subscription has the scope '" + word + "'");
        };
    }

    /** Such as {@code burst=5 daily=1000}. */
    static String words(LoweredLimits limits) {
        return new TreeMap<>(limits.amounts())
                .entrySet().stream()
                        .map(limit -> limit.getKey() + "=" + limit.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static LoweredLimits limits(String words) {
        if (words.isEmpty()) {
            return LoweredLimits.NONE;
        }
        Map<String, Long> amounts = new HashMap<>();
        for (String word : words.split(" ")) {
            int middle = word.indexOf('=');
            amounts.put(word.substring(0, middle), Long.parseLong(word.substring(middle + 1)));
        }
        return new LoweredLimits(amounts);
    }

    /** As both databases take it. */
    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant required(@Nullable Instant instant) {
        if (instant == null) {
            throw new IllegalStateException("a column that is never null is null");
        }
        return instant;
    }
}
