package dev.lakefront.subscription.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.AuditEvent;
import dev.lakefront.subscription.AuditLog;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.ChangeFeed;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.ExpiryWarning;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.KeySource;
import dev.lakefront.subscription.KeyUseStore;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.SubscriptionLimits;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.SubscriptionStore;
import dev.lakefront.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What subscriptions do, whatever the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubscriptionsContract {

    private static final Actor ADA = new Actor("ada", "Ada", "192.0.2.1");
    private static final Actor APPROVER = new Actor("grace", "Grace", "192.0.2.2");
    private static final AtomicInteger OWNERS = new AtomicInteger();

    private PortalStore store;
    private Subscriptions subscriptions;
    private SubscriptionKeys keys;
    private String owner;

    /** An empty database. */
    abstract String database() throws Exception;

    @BeforeAll
    void open() throws Exception {
        store = new PortalStore(database());
        subscriptions = store.bean(Subscriptions.class);
        keys = store.bean(SubscriptionKeys.class);
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @BeforeEach
    void startAnew() {
        owner = "owner-" + OWNERS.incrementAndGet();
        store.clock.set(PortalStore.START);
    }

    private StoredSubscription request(Scope scope) {
        return subscriptions.request(
                new SubscriptionRequest(
                        new StoredSubscription.Owner(owner, "Ada", "ada@example.com"), scope, " App ", "Why", true),
                ADA);
    }

    private StoredSubscription active() {
        return request(new Scope.Product("open"));
    }

    private StoredSubscription submitted() {
        return request(new Scope.Product("guarded"));
    }

    private Authentication authenticate(IssuedKey issued) {
        return store.bean(KeySource.class).authenticate(issued.key().digest());
    }

    private List<String> audited(SubscriptionId id) {
        return store
                .bean(Transactions.class)
                .call(() -> store.bean(AuditLog.class).of(Subscriptions.AUDITED, id.value()))
                .reversed()
                .stream()
                .map(event -> event.actor().name() + " " + event.action() + " " + event.before() + ">" + event.after())
                .toList();
    }

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
    void countsTheOldestOfSomebodyWhoHasAskedVeryOften() {
        StoredSubscription ended = submitted();
        submitted();
        store.bean(Transactions.class).run(() -> {
            for (int i = 0; i < SubscriptionQuery.MAX_LIMIT; i++) {
                store.bean(SubscriptionStore.class)
                        .save(new StoredSubscription(
                                new SubscriptionId("s-" + owner + "-" + i),
                                "Cancelled",
                                ended.scope(),
                                ended.owner(),
                                null,
                                SubscriptionState.CANCELLED,
                                PortalStore.START.plusSeconds(1),
                                null,
                                null,
                                List.of()));
            }
        });

        assertThat(refusal(this::submitted)).isEqualTo(ChangeRefused.Reason.TOO_MANY);
    }

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

    private String standing(IssuedKey key) {
        return switch (authenticate(key)) {
            case Authentication.Known known ->
                known.subscription()
                        .standing(store.clock.instant())
                        .map(Enum::name)
                        .orElse("passes");
            case Authentication.Expired _ -> "expired key";
            case Authentication.Unknown _ -> "unknown";
        };
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
    void expiresWhatIsPastItsLastDay() {
        StoredSubscription made = submitted();
        subscriptions.approve(made.id(), null, LocalDate.parse("2026-05-02"), APPROVER);
        IssuedKey key = keys.create(made.id(), null, ADA);
        for (String lastDay : List.of("2026-04-30", "+10000-01-01", "+999999999-12-31")) {
            SubscriptionId asked = request(new Scope.Api("iris")).id();
            assertThat(refusal(() -> subscriptions.approve(asked, null, LocalDate.parse(lastDay), APPROVER)))
                    .isEqualTo(ChangeRefused.Reason.INVALID);
        }

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
        assertThat(ExpiryWarning.of(subscriptions.ofOwner(owner), store.clock.instant()))
                .isEmpty();

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
        assertThat(ExpiryWarning.of(subscriptions.ofOwner(owner), store.clock.instant()))
                .singleElement()
                .satisfies(warning -> assertThat(warning.keyName()).isEqualTo("primary"));
    }

    private List<ExpiryWarning.Level> levels() {
        return ExpiryWarning.of(subscriptions.ofOwner(owner), store.clock.instant()).stream()
                .map(ExpiryWarning::level)
                .toList();
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

    private static ChangeRefused.Reason refusal(Callable<?> change) {
        return catchThrowableOfType(ChangeRefused.class, change::call).reason();
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
