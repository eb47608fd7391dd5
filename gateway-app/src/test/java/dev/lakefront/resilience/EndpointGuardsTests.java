package dev.lakefront.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EndpointGuardsTests {

    private static final ResilienceSettings OTHER =
            new ResilienceSettings(RetrySettings.NEVER, BreakerSettings.STANDARD, Duration.ZERO);

    private final ManualNanos time = new ManualNanos();
    private final List<String> announced = new ArrayList<>();
    private final EndpointGuards guards =
            new EndpointGuards((endpoint, length) -> announced.add(endpoint + " " + length), time);

    private EndpointGuard guard(String endpoint) {
        return guards.guard("prod", endpoint, ResilienceSettings.STANDARD);
    }

    @Test
    void keepsAGuardAsLongAsItsSettingsStay() {
        EndpointGuard guard = guard("churn");
        guards.retain(List.of(guard));

        assertThat(guard("churn")).isSameAs(guard);
        assertThat(guards.guard("prod", "churn", OTHER)).isNotSameAs(guard);
        assertThat(guards.guard("test", "churn", ResilienceSettings.STANDARD)).isNotSameAs(guard);
    }

    @Test
    void forgetsWhatIsNoLongerPublished() {
        WeakReference<EndpointGuard> gone = new WeakReference<>(guard("gone"));
        guards.retain(List.of(guard("churn")));

        Awaitility.await().until(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    @Test
    void leavesAnEndpointAloneForAsLongAsItAsked() {
        EndpointGuard guard = guard("churn");
        EndpointGuard same = guards.guard("prod", "churn", OTHER);

        guard.pause(Duration.ofSeconds(7));

        assertThat(guard.paused()).isEqualTo(Duration.ofSeconds(7));
        assertThat(same.paused()).as("another API of the same endpoint").isEqualTo(Duration.ofSeconds(7));
        assertThat(guard("other").paused()).isZero();
        time.pass(Duration.ofSeconds(6));
        assertThat(guard.paused()).isEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(guard.paused()).isZero();
    }

    @Test
    void doesNotLetOneAnswerStopAnEndpointForHours() {
        EndpointGuard guard = guard("churn");

        guard.pause(Duration.ofDays(300));

        assertThat(guard.paused()).isEqualTo(Duration.ofMinutes(5));
        assertThat(announced).containsExactly("prod/churn PT5M");
    }

    @Test
    void neitherShortensNorRepeatsAPause() {
        EndpointGuard guard = guard("churn");

        guard.pause(Duration.ofSeconds(30));
        guard.pause(Duration.ofSeconds(5));
        guard.pause(Duration.ofSeconds(30));

        assertThat(guard.paused()).isEqualTo(Duration.ofSeconds(30));
        assertThat(announced).containsExactly("prod/churn PT30S");
    }

    @Test
    void heedsWhatOtherReplicasWereTold() {
        EndpointGuard guard = guard("churn");

        guards.pause("prod/churn", Duration.ofSeconds(3));
        guards.pause("prod/unknown", Duration.ofSeconds(3));

        assertThat(guard.paused()).isEqualTo(Duration.ofSeconds(3));
        assertThat(announced).as("what was heard is not told again").isEmpty();
    }
}
