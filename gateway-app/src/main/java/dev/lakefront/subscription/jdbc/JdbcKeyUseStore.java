package dev.lakefront.subscription.jdbc;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.KeyUseStore;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Days of last use, beside the keys. No change in the sense of the feed: no call depends on it. */
@Component
@ConditionalOnPortal
class JdbcKeyUseStore implements KeyUseStore {

    private final JdbcClient client;

    JdbcKeyUseStore(JdbcClient client) {
        this.client = client;
    }

    @Override
    public void record(Map<KeyDigest, LocalDate> days) {
        // In one order, so that no two replicas wait for each other's rows.
        Map<String, LocalDate> ordered = new TreeMap<>();
        days.forEach((digest, day) -> ordered.put(digest.written(), day));
        ordered.forEach((digest, day) ->
                client.sql("""
                    update subscription_key set last_used = :day
                    where digest = :digest and (last_used is null or last_used < :day)
                    """).param("day", day).param("digest", digest).update());
    }
}
