package dev.lakefront.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.KeyKind;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitPlanTests {

    private static final Charge WORKSPACE =
            Charge.one(LimitKey.EVERYONE, Limit.calls("workspace", 200, Duration.ofSeconds(1), "workspace prod"));

    private record Mobile(@Nullable String subscription) implements LimitedCall {

        @Override
        public String clientAddress() {
            return "203.0.113.9";
        }

        @Override
        public String header(String name) {
            return name.equals("x-tenant") ? "acme" : "";
        }

        @Override
        public long inputs() {
            return 3;
        }

        @Override
        public long rows() {
            return 40;
        }

        @Override
        public long held() {
            return 512;
        }
    }

    private static Policy.LimitPolicy policy(Unit unit, String key, Duration wait) {
        Window window =
                unit == Unit.CALLS_IN_FLIGHT ? new Window.InFlight() : new Window.Refill(100, Duration.ofSeconds(1));
        return new Policy.LimitPolicy(
                new Limit("limit", unit, 100, window, "global", OnRedisFailure.LOCAL), CountedBy.parse(key), wait);
    }

    private static LimitPlan plan(Unit unit, String key) {
        return new LimitPlan(List.of(policy(unit, key, Duration.ZERO)), List.of(WORKSPACE), "churn", "internal");
    }

    @ParameterizedTest
    @CsvSource({
        "CALLS, subscription, SUBSCRIPTION, mobile, 1",
        "CALLS, api, API, churn, 1",
        "CALLS, product, PRODUCT, internal, 1",
        "ROWS, product, PRODUCT, internal, 40",
        "ROWS, subscription, SUBSCRIPTION, mobile, 40",
        "INPUTS, api, API, churn, 3",
        "CALLS, client-address, CLIENT_ADDRESS, 203.0.113.9, 1",
        "BYTES, header:X-Tenant, HEADER, x-tenant:acme, 1",
        "CALLS, header:X-Other, HEADER, x-other:, 1",
    })
    void chargesEachLimitByItsKeyAndInItsUnit(Unit unit, String key, KeyKind kind, String value, long permits) {
        List<Charge> charges = plan(unit, key).charges(new Mobile("mobile"));

        assertThat(charges)
                .containsExactly(
                        new Charge(
                                new LimitKey(kind, value),
                                policy(unit, key, Duration.ZERO).limit(),
                                permits),
                        WORKSPACE);
    }

    @Test
    void countsCallersWithoutAKeyTogether() {
        LimitPlan plan = plan(Unit.CALLS, "subscription");

        assertThat(plan.charges(new Mobile(null)).getFirst().key()).isEqualTo(LimitKey.ANONYMOUS);
        assertThat(plan.ask(plan.charges(new Mobile(null)), new Mobile(null)).group())
                .isNotEqualTo(
                        plan.ask(plan.charges(new Mobile("")), new Mobile("")).group());
    }

    @Test
    void knowsWhatMustBeDoneForACall() {
        assertThat(plan(Unit.CALLS, "api").countsBody()).isFalse();
        assertThat(plan(Unit.ROWS, "api").countsBody()).isTrue();
        assertThat(plan(Unit.CALLS, "api").endsWithCall()).isFalse();
        assertThat(plan(Unit.BYTES, "api").endsWithCall()).isTrue();
        assertThat(plan(Unit.CALLS_IN_FLIGHT, "api").endsWithCall()).isTrue();
        assertThat(plan(Unit.CALLS, "api").waits()).isFalse();
        assertThat(new LimitPlan(List.of(), List.of(), "churn", null).isEmpty()).isTrue();
        LimitPlan waiting = new LimitPlan(
                List.of(policy(Unit.CALLS, "api", Duration.ofSeconds(2))), List.of(WORKSPACE), "churn", null);
        assertThat(waiting.waits()).isTrue();
        assertThat(waiting.ask(waiting.charges(new Mobile("a")), new Mobile("a"))
                        .waits())
                .containsExactly(Duration.ofSeconds(2), Duration.ZERO);
    }

    @Test
    void tellsTheWorkspacesLimitsFromThePolicies() {
        LimitPlan plan = plan(Unit.CALLS, "api");

        assertThat(plan.isOfWorkspace(WORKSPACE.limit())).isTrue();
        assertThat(plan.isOfWorkspace(policy(Unit.CALLS, "api", Duration.ZERO).limit()))
                .isFalse();
    }

    @Test
    void debitsWhatIsLeftOfTheBytes() {
        List<Charge> charges = plan(Unit.BYTES, "api").charges(new Mobile("mobile"));

        assertThat(LimitPlan.debits(charges, 1)).isEmpty();
        assertThat(LimitPlan.debits(charges, 5000))
                .containsExactly(new Charge(
                        new LimitKey(KeyKind.API, "churn"),
                        policy(Unit.BYTES, "api", Duration.ZERO).limit(),
                        4999));
    }

    @Test
    void hasThePolicyHeaderReadyUnlessTwoLimitsShareAName() {
        Policy.LimitPolicy one = policy(Unit.CALLS, "api", Duration.ZERO);

        assertThat(plan(Unit.CALLS, "api").policyHeader()).isEqualTo("\"limit\";q=100;w=1, \"workspace\";q=200;w=1");
        assertThat(new LimitPlan(List.of(one, one), List.of(), "churn", null).policyHeader())
                .isNull();
    }

    private static Policy.LimitPolicy daily(String scope, long calls, String key) {
        return new Policy.LimitPolicy(
                Limit.calls("daily", calls, Duration.ofDays(1), scope), CountedBy.parse(key), Duration.ZERO);
    }

    private static List<Long> amounts(LimitPlan plan) {
        return plan.charges(new Mobile("mobile")).stream()
                .map(charge -> charge.limit().amount())
                .toList();
    }

    @Test
    void lowersOnlyLimitsOfTheSubscriptionsOwnCallsAndOfItsProduct() {
        LimitPlan plan = new LimitPlan(
                List.of(
                        daily("global", 900, "subscription"),
                        daily("products/internal", 500, "subscription"),
                        daily("products/internal", 400, "product"),
                        daily("products/internal", 300, "client-address"),
                        daily("apis/churn", 200, "subscription")),
                List.of(),
                "churn",
                "internal");
        LoweredLimits own = new LoweredLimits(Map.of("daily", 100L, "burst", 1L));

        assertThat(amounts(plan.lowered(own))).containsExactly(100L, 100L, 400L, 300L, 200L);
        assertThat(amounts(plan)).containsExactly(900L, 500L, 400L, 300L, 200L);
        assertThat(plan.lowered(new LoweredLimits(own.amounts())))
                .as("worked out once")
                .isSameAs(plan.lowered(own));
    }

    @Test
    void keepsTheLowerOfTheTwo() {
        LimitPlan plan =
                new LimitPlan(List.of(daily("products/internal", 50, "subscription")), List.of(), "churn", "internal");

        assertThat(plan.lowered(new LoweredLimits(Map.of("daily", 80L)))).isSameAs(plan);
        assertThat(plan.lowered(new LoweredLimits(Map.of("daily", 20L))).policyHeader())
                .isEqualTo("\"daily\";q=20;w=86400");
    }

    @Test
    void lowersForASubscriptionToAnApiWhatTheApiSays() {
        LimitPlan plan = new LimitPlan(List.of(daily("apis/churn", 200, "subscription")), List.of(), "churn", null);

        assertThat(amounts(plan.lowered(new LoweredLimits(Map.of("daily", 20L)))))
                .containsExactly(20L);
    }

    @Test
    void keepsNoMoreWorkedOutThanItHasRoomFor() {
        LimitPlan plan = new LimitPlan(
                List.of(daily("products/internal", 1_000_000, "subscription")), List.of(), "churn", "internal");

        for (long i = 1; i <= 25_000; i++) {
            assertThat(amounts(plan.lowered(new LoweredLimits(Map.of("daily", i)))))
                    .containsExactly(i);
        }

        assertThat(plan.sizeOfLowered()).isLessThanOrEqualTo(10_000);
    }
}
