package dev.lakefront.subscription.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.AuditEvent;
import dev.lakefront.subscription.AuditLog;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.ChangeFeed;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionLimits;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be changed of a subscription later, and what is written of every change, whatever the database. */
abstract class SubscriptionChangesContract extends StoreContract {

    @Test
    void numbersChangesSoThatNoneIsPassedOver() {
        ChangeFeed feed = store.bean(ChangeFeed.class);
        Transactions transactions = store.bean(Transactions.class);
        long before = transactions.call(feed::latest);

        StoredSubscription made = active();

        long after = transactions.call(feed::latest);
        assertThat(after).isEqualTo(before + 2);
        assertThat(transactions.call(() -> feed.between(before, after))).contains(Set.of(made.id()));
        assertThat(transactions.call(() -> feed.read(Set.of(made.id()))))
                .extracting(StoredSubscription::id)
                .containsExactly(made.id());
        transactions.run(() -> feed.forgetBefore(store.clock.instant().plusSeconds(1)));
        assertThat(transactions.call(() -> feed.between(before, after))).isEmpty();
        assertThat(transactions.call(() -> feed.read(Set.of())))
                .extracting(StoredSubscription::id)
                .contains(made.id());
    }

    @Test
    void writesNothingOfAChangeThatFails() {
        StoredSubscription made = active();
        AuditLog audit = store.bean(AuditLog.class);
        Transactions transactions = store.bean(Transactions.class);
        int lines = audited(made.id()).size();

        assertThatThrownBy(() -> transactions.run(() -> {
                    audit.add(new AuditEvent(
                            PortalStore.START,
                            ADA,
                            "x",
                            Subscriptions.AUDITED,
                            made.id().value(),
                            null,
                            null,
                            null));
                    throw new IllegalStateException("later");
                }))
                .hasMessage("later");

        assertThat(audited(made.id())).hasSize(lines);
        assertThat(transactions.call(() -> audit.read(0, 2))).hasSize(2);
    }

    @Test
    void givesOneSubscriptionLowerLimitsAndSaysSoInTheLog() {
        SubscriptionLimits limits = store.bean(SubscriptionLimits.class);
        IssuedKey key = keys.create(active().id(), null, ADA);
        LoweredLimits lower = new LoweredLimits(Map.of("daily", 5L, "burst", 1L));

        limits.change(key.subscription(), lower, APPROVER);

        assertThat(subscriptions.find(key.subscription()).limits()).isEqualTo(lower);
        assertThat(authenticate(key))
                .isInstanceOfSatisfying(
                        Authentication.Known.class,
                        known -> assertThat(known.subscription().limits()).isEqualTo(lower));
        assertThat(store.kept()).contains("\"daily\":5");
        assertThat(store.bean(Transactions.class)
                        .call(() -> store.bean(AuditLog.class)
                                .of(Subscriptions.AUDITED, key.subscription().value()))
                        .getFirst())
                .extracting(event -> event.actor().name(), AuditEvent::action, AuditEvent::details)
                .containsExactly("Grace", "change-limits", "burst 1, daily 5");

        limits.change(key.subscription(), lower, APPROVER);
        limits.change(key.subscription(), LoweredLimits.NONE, APPROVER);

        assertThat(subscriptions.find(key.subscription()).limits()).isEqualTo(LoweredLimits.NONE);
        assertThat(audited(key.subscription()))
                .filteredOn(line -> line.contains("change-limits"))
                .as("what changes nothing is no change")
                .hasSize(2);
    }

    @Test
    void refusesLimitsThatAreNotLowerAndSuchAsThereAreNot() {
        SubscriptionLimits limits = store.bean(SubscriptionLimits.class);
        StoredSubscription made = active();

        for (LoweredLimits wrong : List.of(
                new LoweredLimits(Map.of("daily", 101L)),
                new LoweredLimits(Map.of("dayly", 1L)),
                new LoweredLimits(Map.of("daily", 1L, "burst", 21L)))) {
            assertThat(refusal(() -> limits.change(made.id(), wrong, APPROVER)))
                    .isEqualTo(ChangeRefused.Reason.INVALID);
        }
        assertThat(subscriptions.find(made.id()).limits()).isEqualTo(LoweredLimits.NONE);

        subscriptions.cancel(made.id(), null, ADA);
        assertThat(refusal(() -> limits.change(made.id(), new LoweredLimits(Map.of("daily", 1L)), APPROVER)))
                .isEqualTo(ChangeRefused.Reason.WRONG_STATE);
    }

    @Test
    void refusesAnApprovalWhoseLimitsAreNone() {
        StoredSubscription made = submitted();

        assertThat(refusal(() ->
                        subscriptions.approve(made.id(), null, null, new LoweredLimits(Map.of("daily", 1L)), APPROVER)))
                .isEqualTo(ChangeRefused.Reason.INVALID);

        assertThat(subscriptions.find(made.id()).state()).isEqualTo(SubscriptionState.SUBMITTED);
        assertThat(audited(made.id())).containsExactly("Ada request null>submitted");
    }
}
