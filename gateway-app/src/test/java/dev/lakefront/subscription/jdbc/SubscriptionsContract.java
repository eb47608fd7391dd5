package dev.lakefront.subscription.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.ExpiryWarning;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What subscriptions do from the request to their end, whatever the database. */
abstract class SubscriptionsContract extends StoreContract {

    @Test
    void isActiveAtOnceWhereNobodyHasToDecide() {
        StoredSubscription made = active();

        assertThat(made.id().isStored()).isTrue();
        assertThat(made.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(subscriptions.find(made.id()))
                .isEqualTo(new StoredSubscription(
                        made.id(),
                        "App",
                        new Scope.Product("open"),
                        new StoredSubscription.Owner(owner, "Ada", "ada@example.com"),
                        "Why",
                        SubscriptionState.ACTIVE,
                        PortalStore.START,
                        null,
                        null,
                        List.of()));
        assertThat(audited(made.id()))
                .containsExactly("Ada request null>submitted", "Lakefront approve submitted>active");
    }

    @Test
    void waitsForAnApproverWhereTheProductSaysSo() {
        StoredSubscription made = submitted();
        assertThat(made.state()).isEqualTo(SubscriptionState.SUBMITTED);
        assertThat(subscriptions.pending()).extracting(StoredSubscription::id).contains(made.id());
        assertThat(refusal(() -> keys.create(made.id(), null, ADA))).isEqualTo(ChangeRefused.Reason.WRONG_STATE);

        StoredSubscription approved =
                subscriptions.approve(made.id(), " Welcome ", LocalDate.parse("2026-12-31"), APPROVER);

        assertThat(approved.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(approved.expires()).isEqualTo(LocalDate.parse("2026-12-31"));
        assertThat(subscriptions.find(made.id()).decision())
                .isEqualTo(new StoredSubscription.Decision(PortalStore.START, "Grace", "Welcome"));
        assertThat(audited(made.id())).containsExactly("Ada request null>submitted", "Grace approve submitted>active");
    }

    @Test
    void isRejectedWithAComment() {
        StoredSubscription made = request(new Scope.Api("iris"));

        assertThat(subscriptions.reject(made.id(), "Not for you", APPROVER).state())
                .isEqualTo(SubscriptionState.REJECTED);

        assertThat(subscriptions.find(made.id()).decision().comment()).isEqualTo("Not for you");
        assertThat(refusal(() -> subscriptions.approve(made.id(), null, null, APPROVER)))
                .isEqualTo(ChangeRefused.Reason.WRONG_STATE);
    }

    @Test
    void refusesWhatCannotBeAskedFor() {
        assertThat(refusal(() -> request(new Scope.Product("none"))))
                .isEqualTo(ChangeRefused.Reason.NOTHING_TO_SUBSCRIBE_TO);
        assertThat(refusal(() -> request(new Scope.Api("none"))))
                .isEqualTo(ChangeRefused.Reason.NOTHING_TO_SUBSCRIBE_TO);
        StoredSubscription.Owner ada = new StoredSubscription.Owner(owner, "Ada", null);
        assertThat(refusal(() -> subscriptions.request(
                        new SubscriptionRequest(ada, new Scope.Product("guarded"), "App", null, false), ADA)))
                .isEqualTo(ChangeRefused.Reason.TERMS_NOT_ACCEPTED);
        assertThat(refusal(() -> new SubscriptionRequest(ada, new Scope.All(), " ", null, false)))
                .isEqualTo(ChangeRefused.Reason.INVALID);
        assertThat(subscriptions.ofOwner(owner)).isEmpty();
    }

    @Test
    void letsNobodyHaveMoreThanTheProductAllowsEvenWhenAskedAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> requests = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                requests.add(threads.submit(() -> {
                    try {
                        submitted();
                        return true;
                    } catch (ChangeRefused refused) {
                        assertThat(refused.reason()).isEqualTo(ChangeRefused.Reason.TOO_MANY);
                        return false;
                    }
                }));
            }
            int made = 0;
            for (Future<Boolean> request : requests) {
                made += request.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(2);
        }
        assertThat(subscriptions.ofOwner(owner)).hasSize(2);

        subscriptions.cancel(subscriptions.ofOwner(owner).getFirst().id(), null, ADA);
        assertThat(submitted().state()).isEqualTo(SubscriptionState.SUBMITTED);
    }

    @Test
    void expiresWhatIsPastItsLastDay() {
        StoredSubscription made = submitted();
        subscriptions.approve(made.id(), null, LocalDate.parse("2026-05-02"), APPROVER);
        IssuedKey key = keys.create(made.id(), null, ADA);
        assertThat(refusal(() -> subscriptions.approve(made.id(), null, LocalDate.parse("2026-04-30"), APPROVER)))
                .isEqualTo(ChangeRefused.Reason.INVALID);

        store.clock.set(Instant.parse("2026-05-02T23:59:59Z"));
        assertThat(subscriptions.expireDue()).isZero();
        assertThat(standing(key)).isEqualTo("passes");

        store.clock.set(Instant.parse("2026-05-03T00:00:00Z"));
        assertThat(standing(key)).isEqualTo("EXPIRED");
        assertThat(subscriptions.expireDue()).isEqualTo(1);
        assertThat(subscriptions.find(made.id()).state()).isEqualTo(SubscriptionState.EXPIRED);
        assertThat(subscriptions.expireDue()).isZero();
        assertThat(audited(made.id())).contains("Lakefront expire active>expired");
    }

    @Test
    void warnsFourteenThreeAndOneDayBefore() {
        StoredSubscription made = submitted();
        subscriptions.approve(made.id(), null, LocalDate.parse("2026-05-20"), APPROVER);
        assertThat(subscriptions.expiringSoon(owner)).isEmpty();

        store.clock.set(Instant.parse("2026-05-07T00:00:00Z"));
        assertThat(levels()).containsExactly(ExpiryWarning.Level.DAYS_14);
        store.clock.set(Instant.parse("2026-05-18T00:00:00Z"));
        assertThat(levels()).containsExactly(ExpiryWarning.Level.DAYS_3);
        store.clock.set(Instant.parse("2026-05-20T00:00:00Z"));
        assertThat(levels()).containsExactly(ExpiryWarning.Level.LAST_DAY);
        store.clock.set(Instant.parse("2026-05-21T00:00:00Z"));
        assertThat(levels()).isEmpty();

        store.clock.set(Instant.parse("2026-05-01T00:00:00Z"));
        keys.create(made.id(), null, ADA);
        assertThat(subscriptions.expiringSoon(owner))
                .singleElement()
                .satisfies(warning -> assertThat(warning.keyName()).isEqualTo("primary"));
    }

    private List<ExpiryWarning.Level> levels() {
        return subscriptions.expiringSoon(owner).stream()
                .map(ExpiryWarning::level)
                .toList();
    }

    @Test
    void keepsOneOwnersFromAnother() {
        StoredSubscription made = active();

        assertThat(subscriptions.findOwn(made.id(), owner).id()).isEqualTo(made.id());
        assertThatThrownBy(() -> subscriptions.findOwn(made.id(), "somebody-else"))
                .isInstanceOf(NoSuchSubscription.class);
        assertThatThrownBy(() -> subscriptions.find(new SubscriptionId("s-none")))
                .isInstanceOf(NoSuchSubscription.class);
        assertThat(subscriptions.ofOwner("somebody-else")).isEmpty();
    }

    @Test
    void listsNewestFirstInPages() {
        List<SubscriptionId> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            store.clock.advance(Duration.ofSeconds(1));
            made.add(active().id());
        }

        assertThat(subscriptions.list(new SubscriptionQuery(owner, Set.of(SubscriptionState.ACTIVE), 1, 2)))
                .extracting(StoredSubscription::id)
                .containsExactly(made.get(3), made.get(2));
        assertThat(subscriptions.list(new SubscriptionQuery(owner, Set.of(SubscriptionState.EXPIRED), 0, 2)))
                .isEmpty();
    }
}
