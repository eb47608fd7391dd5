package dev.lakefront.portal.catalog;

import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/** How far somebody has come on the way to a first call, and what they called last. */
@Component
@ConditionalOnPortal
class Quickstart {

    /**
     * The three steps.
     *
     * @param waiting whether a request for a subscription waits for an approver
     * @param recent the ids of the APIs that were called last, the newest first
     */
    record Progress(boolean subscribed, boolean waiting, boolean hasKey, boolean called, List<String> recent) {}

    /** As many of the last calls as are looked at; the newest ones are the cheapest to read. */
    private static final int LOOKED_AT = 50;

    private static final int SHOWN = 4;

    private final UsageStore usage;
    private final BlockingWork work;
    private final InstantSource clock;

    Quickstart(UsageStore usage, BlockingWork work, InstantSource clock) {
        this.usage = usage;
        this.work = work;
        this.clock = clock;
    }

    Mono<Progress> of(OwnAccess.Own own) {
        return recent(own).map(recent -> {
            Instant now = clock.instant();
            List<StoredSubscription> active = own.active();
            return new Progress(
                    !active.isEmpty(),
                    own.subscriptions().stream()
                            .anyMatch(subscription -> subscription.state() == SubscriptionState.SUBMITTED),
                    active.stream()
                            .flatMap(subscription -> subscription.keys().stream())
                            .anyMatch(key -> key.works(now)),
                    !recent.isEmpty() || isAnyKeyUsed(own),
                    recent);
        });
    }

    private static boolean isAnyKeyUsed(OwnAccess.Own own) {
        return own.subscriptions().stream()
                .flatMap(subscription -> subscription.keys().stream())
                .anyMatch(key -> Objects.nonNull(key.lastUsed()));
    }

    /** None while the database is away. */
    private Mono<List<String>> recent(OwnAccess.Own own) {
        Set<String> ids = own.subscriptions().stream()
                .map(subscription -> subscription.id().value())
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Mono.just(List.of())
                : work.call(() -> usage.requests(new RequestQuestion(ids, null, null, LOOKED_AT)))
                        .map(requests -> requests.stream()
                                .map(LoggedRequest::api)
                                .distinct()
                                .limit(SHOWN)
                                .toList())
                        .onErrorResume(Quickstart::isAway, _ -> Mono.just(List.of()));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof DatabaseUnavailable;
    }
}
