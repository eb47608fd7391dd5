package dev.lakefront.subscription.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.KeyUseStore;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.StoredSubscription;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the keys of subscriptions do, whatever the database. */
abstract class SubscriptionKeysContract extends StoreContract {

    @Test
    void letsKeysPassOnlyWhileItIsActive() {
        StoredSubscription made = active();
        IssuedKey key = keys.create(made.id(), null, ADA);
        assertThat(key.keyName()).isEqualTo("primary");
        assertThat(key.expires()).isNull();
        assertThat(standing(key)).isEqualTo("passes");

        subscriptions.suspend(made.id(), null, APPROVER);
        assertThat(standing(key)).isEqualTo("SUSPENDED");
        subscriptions.resume(made.id(), null, APPROVER);
        assertThat(standing(key)).isEqualTo("passes");
        subscriptions.cancel(made.id(), null, ADA);
        assertThat(standing(key)).isEqualTo("unknown");
    }

    @Test
    void keepsOfAKeyOnlyItsDigestAndItsBeginning() {
        StoredSubscription made = active();

        IssuedKey key = keys.create(made.id(), "laptop", ADA);

        StoredSubscription.Key stored =
                subscriptions.find(made.id()).key("laptop").orElseThrow();
        assertThat(stored)
                .isEqualTo(new StoredSubscription.Key(
                        "laptop", key.key().digest(), key.key().prefix(), PortalStore.START, null, null));
        assertThat(key.toString()).doesNotContain(key.key().reveal());
        assertThat(store.kept())
                .contains(key.key().digest().written())
                .doesNotContain(key.key().reveal().substring(11));
        assertThat(audited(made.id())).contains("Ada create-key active>active");
    }

    @Test
    void rotatesWithAnOverlapThatEndsByItself() {
        StoredSubscription made = active();
        IssuedKey old = keys.create(made.id(), null, ADA);

        IssuedKey fresh = keys.rotate(made.id(), "primary", Duration.ofHours(1), ADA);

        assertThat(fresh.keyName()).isEqualTo("secondary");
        assertThat(standing(old)).isEqualTo("passes");
        assertThat(standing(fresh)).isEqualTo("passes");
        assertThat(refusal(() -> keys.create(made.id(), null, ADA))).isEqualTo(ChangeRefused.Reason.NO_ROOM_FOR_A_KEY);

        store.clock.advance(Duration.ofHours(1));
        assertThat(standing(old)).isEqualTo("expired key");
        assertThat(standing(fresh)).isEqualTo("passes");

        IssuedKey third = keys.create(made.id(), null, ADA);
        assertThat(third.keyName()).isEqualTo("primary");
        assertThat(standing(old)).isEqualTo("unknown");
    }

    @Test
    void rotatesWithoutAnOverlapUnderTheSameName() {
        StoredSubscription made = active();
        IssuedKey primary = keys.create(made.id(), null, ADA);
        IssuedKey secondary = keys.create(made.id(), null, ADA);
        assertThat(refusal(() -> keys.rotate(made.id(), "primary", Duration.ofDays(1), ADA)))
                .isEqualTo(ChangeRefused.Reason.NO_ROOM_FOR_A_KEY);

        IssuedKey fresh = keys.rotate(made.id(), "primary", Duration.ZERO, ADA);

        assertThat(fresh.keyName()).isEqualTo("primary");
        assertThat(standing(primary)).isEqualTo("unknown");
        assertThat(standing(secondary)).isEqualTo("passes");
        assertThat(standing(fresh)).isEqualTo("passes");
        assertThat(refusal(() -> keys.rotate(made.id(), "primary", Duration.ofDays(31), ADA)))
                .isEqualTo(ChangeRefused.Reason.INVALID);
    }

    @Test
    void revokesAtOnce() {
        StoredSubscription made = active();
        IssuedKey key = keys.create(made.id(), null, ADA);

        keys.revoke(made.id(), "primary", ADA);

        assertThat(standing(key)).isEqualTo("unknown");
        assertThat(audited(made.id())).contains("Ada revoke-key active>active");
        assertThatThrownBy(() -> keys.revoke(made.id(), "primary", ADA)).isInstanceOf(NoSuchSubscription.class);
    }

    @Test
    void refusesNamesOfKeysThatAreTakenOrNone() {
        StoredSubscription made = active();
        keys.create(made.id(), "laptop", ADA);

        assertThat(refusal(() -> keys.create(made.id(), "laptop", ADA))).isEqualTo(ChangeRefused.Reason.INVALID);
        assertThat(refusal(() -> keys.create(made.id(), "My Key", ADA))).isEqualTo(ChangeRefused.Reason.INVALID);
    }

    @Test
    void endsKeysWhenTheLifetimeOfTheProductIsOver() {
        StoredSubscription made = submitted();
        subscriptions.approve(made.id(), null, null, APPROVER);

        IssuedKey key = keys.create(made.id(), null, ADA);

        assertThat(key.expires()).isEqualTo(PortalStore.START.plus(Duration.ofDays(10)));
        store.clock.advance(Duration.ofDays(10));
        assertThat(standing(key)).isEqualTo("expired key");
    }

    @Test
    void remembersTheLastDayOfUse() {
        StoredSubscription made = active();
        IssuedKey key = keys.create(made.id(), null, ADA);
        KeyUseStore use = store.bean(KeyUseStore.class);
        Transactions transactions = store.bean(Transactions.class);

        transactions.run(() -> use.record(Map.of(key.key().digest(), LocalDate.parse("2026-05-02"))));
        transactions.run(() -> use.record(Map.of(key.key().digest(), LocalDate.parse("2026-05-01"))));

        assertThat(subscriptions.find(made.id()).key("primary").orElseThrow().lastUsed())
                .isEqualTo(LocalDate.parse("2026-05-02"));
        keys.create(made.id(), null, ADA);
        assertThat(subscriptions.find(made.id()).key("primary").orElseThrow().lastUsed())
                .as("another change leaves it alone")
                .isEqualTo(LocalDate.parse("2026-05-02"));
    }
}
