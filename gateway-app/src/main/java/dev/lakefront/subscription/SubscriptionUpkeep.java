package dev.lakefront.subscription;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.store.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
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
    private volatile @Nullable Thread thread;

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
        thread = Thread.ofVirtual().name("subscription-upkeep").start(this::keepUp);
    }

    private void keepUp() {
        for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
            try {
                Thread.sleep(PAUSE);
                use.flush();
                if (round % ROUNDS_A_MINUTE == 0) {
                    expire();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOGGER.atError().setCause(failed).log("The upkeep of subscriptions failed");
            }
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
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        thread = null;
        use.flush();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 2;
    }
}
