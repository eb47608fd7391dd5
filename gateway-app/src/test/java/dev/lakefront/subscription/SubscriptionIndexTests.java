package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionIndexTests {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private static Subscription subscription(String id, SubscriptionState state, String... keys) {
        List<Subscription.Key> declared = java.util.stream.IntStream.range(0, keys.length)
                .mapToObj(i -> new Subscription.Key("key-" + i, KeyDigest.of(keys[i]), null))
                .toList();
        return new Subscription(new SubscriptionId(id), id, new Scope.All(), null, state, null, declared);
    }

    private static SubscriptionIndex index(Subscription... subscriptions) {
        return SubscriptionIndex.of(List.of(subscriptions));
    }

    @Test
    void knowsBothKeysOfASubscription() {
        Subscription mobile = subscription("mobile", SubscriptionState.ACTIVE, "first", "second");
        SubscriptionIndex index = index(mobile, subscription("web", SubscriptionState.ACTIVE, "third"));

        assertThat(index.authenticate(KeyDigest.of("first"), NOW)).isEqualTo(new Authentication.Known(mobile, "key-0"));
        assertThat(index.authenticate(KeyDigest.of("second"), NOW))
                .isEqualTo(new Authentication.Known(mobile, "key-1"));
        assertThat(index.find(new SubscriptionId("mobile"))).contains(mobile);
        assertThat(index.all()).hasSize(2);
    }

    @Test
    void doesNotKnowAStranger() {
        assertThat(index().authenticate(KeyDigest.of("x"), NOW)).isEqualTo(new Authentication.Unknown());
        assertThat(index(subscription("a", SubscriptionState.ACTIVE, "k")).authenticate(KeyDigest.of("x"), NOW))
                .isEqualTo(new Authentication.Unknown());
    }

    @ParameterizedTest
    @EnumSource(SubscriptionState.class)
    void tellsTheHolderOfARevokedKeyNoMoreThanAStranger(SubscriptionState state) {
        boolean revoked = state == SubscriptionState.CANCELLED || state == SubscriptionState.REJECTED;

        Authentication answer = index(subscription("a", state, "k")).authenticate(KeyDigest.of("k"), NOW);

        assertThat(answer.equals(new Authentication.Unknown())).isEqualTo(revoked);
    }

    @Test
    void refusesOneKeyInTwoSubscriptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index(
                        subscription("a", SubscriptionState.ACTIVE, "k"),
                        subscription("b", SubscriptionState.CANCELLED, "k")))
                .withMessage("key 'key-0' of subscription 'b' is also key 'key-0' of subscription 'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index(
                        subscription("a", SubscriptionState.ACTIVE), subscription("a", SubscriptionState.ACTIVE)));
    }

    @Test
    void knowsAKeyUntilTheMomentAtWhichItExpires() {
        Subscription rotated = new Subscription(
                new SubscriptionId("rotated"),
                "Rotated",
                new Scope.All(),
                null,
                SubscriptionState.ACTIVE,
                null,
                List.of(
                        new Subscription.Key("primary", KeyDigest.of("old"), null, NOW),
                        new Subscription.Key("secondary", KeyDigest.of("new"), null, NOW.plusSeconds(9))));

        SubscriptionIndex index = index(rotated);

        assertThat(index.authenticate(KeyDigest.of("old"), NOW.minusNanos(1)))
                .isEqualTo(new Authentication.Known(rotated, "primary"));
        assertThat(index.authenticate(KeyDigest.of("old"), NOW))
                .isEqualTo(new Authentication.Expired(rotated, "primary"));
        assertThat(index.authenticate(KeyDigest.of("new"), NOW))
                .isEqualTo(new Authentication.Known(rotated, "secondary"));
    }

    @Test
    void saysNothingOfTheExpiredKeyOfACancelledSubscription() {
        Subscription cancelled = new Subscription(
                new SubscriptionId("gone"),
                "Gone",
                new Scope.All(),
                null,
                SubscriptionState.CANCELLED,
                null,
                List.of(new Subscription.Key("primary", KeyDigest.of("old"), null, NOW)));

        assertThat(index(cancelled).authenticate(KeyDigest.of("old"), NOW.plusSeconds(1)))
                .isEqualTo(new Authentication.Unknown());
    }
}
