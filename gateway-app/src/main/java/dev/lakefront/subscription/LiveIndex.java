package dev.lakefront.subscription;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Database;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.store.Rounds;
import dev.lakefront.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The portal's subscriptions in memory, where calls find them. Follows the database: at once where the change was made,
 * once a second for changes of other replicas, sooner where the database tells of them.
 *
 * <p>While the database is away it stays as it is. A start without the database begins with what was kept on disk.
 */
@Component
@ConditionalOnPortal
class LiveIndex implements KeySource, ChangeWatch, SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveIndex.class);

    /** Within this, and the time of one query, every replica knows of a change. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long a start waits for the database rather than turn away callers whose keys are in it. */
    private static final Duration START_WAIT = Duration.ofSeconds(10);

    /** The number of the last change before anything was read from the database. */
    private static final long NEVER = -1;

    /** More than these are read together with all others. */
    private static final int MAX_SINGLE = 500;

    private record Loaded(long latest, Map<SubscriptionId, Subscription> byId, SubscriptionIndex index) {}

    private record News(long latest, boolean everything, Set<SubscriptionId> ids, List<StoredSubscription> read) {}

    private final ChangeFeed feed;
    private final Transactions transactions;
    private final Database database;
    private final KeptIndex kept;
    private final KeyUse use;
    private final InstantSource clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Loaded loaded = new Loaded(NEVER, Map.of(), SubscriptionIndex.EMPTY);
    private final Rounds poll = new Rounds("subscription-changes", POLL, this::refresh);

    LiveIndex(
            ChangeFeed feed,
            Transactions transactions,
            Database database,
            KeptIndex kept,
            KeyUse use,
            InstantSource clock) {
        this.feed = feed;
        this.transactions = transactions;
        this.database = database;
        this.kept = kept;
        this.use = use;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(KeyDigest presented) {
        Instant now = clock.instant();
        Authentication answer = loaded.index().authenticate(presented, now);
        if (answer instanceof Authentication.Known) {
            use.used(presented, now);
        }
        return answer;
    }

    @Override
    public void changed() {
        refresh();
    }

    /**
     * Reads what changed since the last time. Without the database nothing happens; the next time catches up. Nor within a
     * transaction: what it changed may never become true, and {@link Changes} asks again after its end. Blocks.
     */
    void refresh() {
        if (transactions.areUnderWay()) {
            return;
        }
        refreshing.lock();
        try {
            Optional<News> news = transactions.call(this::news);
            news.ifPresent(this::take);
        } catch (DatabaseUnavailable later) {
            LOGGER.atDebug().setCause(later).log("Subscriptions stay as they were");
        } finally {
            refreshing.unlock();
        }
    }

    private Optional<News> news() {
        long seen = loaded.latest();
        long latest = feed.latest();
        if (latest == seen) {
            return Optional.empty();
        }
        // Below what was seen, it is another database.
        Optional<Set<SubscriptionId>> ids =
                seen == NEVER || latest < seen ? Optional.empty() : feed.between(seen, latest);
        if (ids.isPresent() && ids.get().size() <= MAX_SINGLE) {
            return Optional.of(new News(latest, false, ids.get(), feed.read(ids.get())));
        }
        return Optional.of(new News(latest, true, Set.of(), feed.read(Set.of())));
    }

    private void take(News news) {
        Map<SubscriptionId, Subscription> byId = news.everything() ? new HashMap<>() : new HashMap<>(loaded.byId());
        news.ids().forEach(byId::remove);
        for (StoredSubscription subscription : news.read()) {
            byId.put(subscription.id(), subscription.forCalls());
        }
        loaded = new Loaded(news.latest(), Map.copyOf(byId), SubscriptionIndex.of(byId.values()));
        kept.keep(byId.values());
    }

    /** Waits for the database for a while: callers must not be turned away because a replica has just started. */
    @Override
    public void start() {
        if (database.awaitFirstLook(START_WAIT)) {
            refresh();
        }
        if (loaded.latest() == NEVER) {
            List<Subscription> last = kept.read();
            Map<SubscriptionId, Subscription> byId = new HashMap<>();
            last.forEach(subscription -> byId.put(subscription.id(), subscription));
            loaded = new Loaded(NEVER, byId, SubscriptionIndex.of(byId.values()));
            LOGGER.atWarn()
                    .addKeyValue("subscriptions", last.size())
                    .log("Started without the database, with the subscriptions that were last known");
        }
        poll.start();
    }

    @Override
    public void stop() {
        poll.stop();
    }

    @Override
    public boolean isRunning() {
        return poll.isRunning();
    }

    /** After the configuration, whose reading takes as long as the database does to answer; before the web server. */
    @Override
    public int getPhase() {
        return 1;
    }
}
