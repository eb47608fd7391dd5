package dev.lakefront.subscription;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.store.Rounds;
import dev.lakefront.store.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Does what is due now and then: writes down which keys were used, expires subscriptions, forgets old changes. */
@Component
@ConditionalOnPortal
class SubscriptionUpkeep implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(SubscriptionUpkeep.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int ROUNDS_A_MINUTE = 6;

    /** A replica that was cut off for longer reads everything anew. */
    private static final Duration KEEP_CHANGES = Duration.ofDays(1);

    private final KeyUse use;
    private final Subscriptions subscriptions;
    private final ChangeFeed feed;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("subscription-upkeep", PAUSE, this::round);
    private int sinceExpiry = ROUNDS_A_MINUTE;

    SubscriptionUpkeep(
            KeyUse use, Subscriptions subscriptions, ChangeFeed feed, Transactions transactions, InstantSource clock) {
        this.use = use;
        this.subscriptions = subscriptions;
        this.feed = feed;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds.start();
    }

    private void round() {
        use.flush();
        if (++sinceExpiry >= ROUNDS_A_MINUTE) {
            sinceExpiry = 0;
            expire();
        }
    }

    private void expire() {
        try {
            int expired = subscriptions.expireDue();
            if (expired > 0) {
                LOGGER.atInfo().addKeyValue("count", expired).log("Subscriptions have expired");
            }
            transactions.run(() -> feed.forgetBefore(clock.instant().minus(KEEP_CHANGES)));
        } catch (DatabaseUnavailable later) {
            LOGGER.atDebug().setCause(later).log("Nothing expires while the database is away");
        }
    }

    /** Writes down the last use before the database is let go. */
    @Override
    public void stop() {
        rounds.stop();
        use.flush();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    @Override
    public int getPhase() {
        return 2;
    }
}
