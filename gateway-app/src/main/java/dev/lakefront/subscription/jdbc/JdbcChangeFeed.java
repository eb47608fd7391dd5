package dev.lakefront.subscription.jdbc;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ChangeFeed;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers changes with a counter in one row, which whoever changes something holds until the commit. */
@Component
@ConditionalOnPortal
class JdbcChangeFeed implements ChangeFeed {

    private final JdbcClient client;
    private final ChangeSignal signal;
    private final InstantSource clock;

    JdbcChangeFeed(JdbcClient client, ChangeSignal signal, InstantSource clock) {
        this.client = client;
        this.signal = signal;
        this.clock = clock;
    }

    /** Within the transaction of the change. */
    void add(SubscriptionId id) {
        client.sql("update change_counter set latest = latest + 1 where id = 1").update();
        client.sql("""
            insert into subscription_change (sequence_number, subscription, changed)
            values ((select latest from change_counter where id = 1), :id, :changed)
            """)
                .param("id", id.value())
                .param("changed", SubscriptionRows.time(clock.instant()))
                .update();
        signal.send(client);
    }

    @Override
    public long latest() {
        return client.sql("select latest from change_counter where id = 1")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Set<SubscriptionId>> between(long after, long upTo) {
        List<SubscriptionId> ids = client.sql("""
            select subscription from subscription_change
            where sequence_number > :after and sequence_number <= :upTo
            """)
                .param("after", after)
                .param("upTo", upTo)
                .query((row, _) -> new SubscriptionId(row.getString("subscription")))
                .list();
        return ids.size() == upTo - after ? Optional.of(Set.copyOf(ids)) : Optional.empty();
    }

    @Override
    public List<StoredSubscription> read(Set<SubscriptionId> ids) {
        if (ids.isEmpty()) {
            return SubscriptionRows.list(client, client.sql(SubscriptionRows.SELECT), true);
        }
        JdbcClient.StatementSpec select = client.sql(SubscriptionRows.SELECT + "where id in (:ids)")
                .param("ids", ids.stream().map(SubscriptionId::value).toList());
        return SubscriptionRows.list(client, select, false);
    }

    @Override
    public void forgetBefore(Instant moment) {
        client.sql("delete from subscription_change where changed < :moment")
                .param("moment", SubscriptionRows.time(moment))
                .update();
    }
}
