package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lakefront.limit.LoweredLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTests {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Set<String> PRODUCTS = Set.of("internal", "partner");

    private static Subscription subscription(Scope scope, SubscriptionState state, @Nullable LocalDate expires) {
        return new Subscription(new SubscriptionId("mobile-app"), "Mobile app", scope, null, state, expires, List.of());
    }

    private static Subscription active(Scope scope) {
        return subscription(scope, SubscriptionState.ACTIVE, null);
    }

    @Test
    void grantsWhatItsScopeCoversUnderTheProductThatHolds() {
        assertThat(active(new Scope.Product("internal")).accessTo("churn", PRODUCTS, NOW))
                .isEqualTo(new Access.Granted("internal"));
        assertThat(active(new Scope.Api("churn")).accessTo("churn", PRODUCTS, NOW))
                .isEqualTo(new Access.Granted(null));
        assertThat(active(new Scope.All()).accessTo("churn", Set.of(), NOW)).isEqualTo(new Access.Granted(null));
    }

    @Test
    void namesTheCallerAndTheProductThatHolds() {
        Subscription mobile = active(new Scope.Product("internal"));

        assertThat(Caller.of(new Authentication.Known(mobile, "primary"), new Access.Granted("internal")))
                .isEqualTo(new Caller("mobile-app", "primary", "internal", LoweredLimits.NONE));
        assertThat(Caller.anonymous("open")).isEqualTo(new Caller(null, null, "open", LoweredLimits.NONE));
        assertThat(Caller.anonymous()).isEqualTo(new Caller(null, null, null, LoweredLimits.NONE));
    }

    @Test
    void refusesAnotherProductsAndAnotherApi() {
        Access refused = new Access.Refused(Access.Reason.NOT_SUBSCRIBED);

        assertThat(active(new Scope.Product("public")).accessTo("churn", PRODUCTS, NOW))
                .isEqualTo(refused);
        assertThat(active(new Scope.Api("fraud")).accessTo("churn", PRODUCTS, NOW))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, NOT_ACTIVE_YET",
        "SUSPENDED, SUSPENDED",
        "REJECTED, REVOKED",
        "CANCELLED, REVOKED",
        "EXPIRED, EXPIRED",
    })
    void refusesEveryStateButActive(SubscriptionState state, Access.Reason reason) {
        assertThat(subscription(new Scope.All(), state, null).accessTo("churn", PRODUCTS, NOW))
                .isEqualTo(new Access.Refused(reason));
    }

    @ParameterizedTest
    @CsvSource({"2027-06-30T00:00:00Z, true", "2027-06-30T23:59:59.999999999Z, true", "2027-07-01T00:00:00Z, false"})
    void expiresAtTheEndOfItsLastDayInUtc(Instant now, boolean passes) {
        Subscription subscription =
                subscription(new Scope.All(), SubscriptionState.ACTIVE, LocalDate.parse("2027-06-30"));

        assertThat(subscription.standing(now).isEmpty()).isEqualTo(passes);
        assertThat(subscription.accessTo("churn", PRODUCTS, now) instanceof Access.Granted)
                .isEqualTo(passes);
    }

    @Test
    void saysSuspendedRatherThanExpired() {
        assertThat(subscription(new Scope.All(), SubscriptionState.SUSPENDED, LocalDate.parse("2020-01-01"))
                        .standing(NOW))
                .contains(Access.Reason.SUSPENDED);
    }

    @Test
    void hasAtMostTwoKeysOfDifferentNames() {
        Subscription.Key key = new Subscription.Key("primary", KeyDigest.of("a"), null);
        Subscription.Key other = new Subscription.Key("other", KeyDigest.of("b"), null);
        Subscription.Key third = new Subscription.Key("third", KeyDigest.of("c"), null);
        SubscriptionId id = new SubscriptionId("a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subscription(
                        id, "A", new Scope.All(), null, SubscriptionState.ACTIVE, null, List.of(key, key)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subscription(
                        id, "A", new Scope.All(), null, SubscriptionState.ACTIVE, null, List.of(key, other, third)));
    }
}
