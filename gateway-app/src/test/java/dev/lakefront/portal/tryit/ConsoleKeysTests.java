package dev.lakefront.portal.tryit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.portal.tryit.ConsoleKeys.ConsoleKey;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.subscription.Access;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.Subscription;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ConsoleKeysTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T10:00:00Z"));
    private final ConsoleKeys keys = new ConsoleKeys(
            new TryItProperties(Duration.ofMinutes(15), 3, Duration.ofSeconds(1), DataSize.ofKilobytes(1)),
            now::get,
            new SecureRandom());

    @Test
    void letsAKeyInToItsApiAsConsole() {
        Subscription owner = owner(keys.issue("ada", "iris"));

        assertThat(owner.id().value()).isEqualTo("console");
        assertThat(owner.accessTo("iris", Set.of(), now.get())).isInstanceOf(Access.Granted.class);
        assertThat(owner.accessTo("assistant", Set.of("internal"), now.get()))
                .isEqualTo(new Access.Refused(Access.Reason.NOT_SUBSCRIBED));
    }

    @Test
    void endsAKeyInTime() {
        ConsoleKey key = keys.issue("ada", "iris");

        pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(keys.authenticate(key.key().digest())).isInstanceOf(Authentication.Known.class);

        pass(Duration.ofSeconds(1));
        assertThat(keys.authenticate(key.key().digest())).isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void endsAKeyThatIsWithdrawn() {
        ConsoleKey key = keys.issue("ada", "iris");

        keys.withdraw(key);

        assertThat(keys.authenticate(key.key().digest())).isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void countsAllCallsOfOneVisitorByTheMinute() {
        keys.authenticate(keys.issue("ada", "iris").key().digest());
        keys.authenticate(keys.issue("ada", "assistant").key().digest());
        ConsoleKey third = keys.issue("ada", "iris");
        pass(Duration.ofSeconds(20));
        keys.authenticate(third.key().digest());

        assertThatExceptionOfType(GatewayProblem.class)
                .isThrownBy(() -> keys.authenticate(third.key().digest()))
                .satisfies(problem -> {
                    assertThat(problem.type().code()).isEqualTo("rate-limit-exceeded");
                    assertThat(problem.headers())
                            .containsEntry("Retry-After", "40")
                            .containsEntry("RateLimit", "\"console\";r=0;t=40");
                });
        owner(keys.issue("bob", "iris"));
        pass(Duration.ofSeconds(40));
        assertThat(keys.authenticate(third.key().digest())).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void hasDefaults() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("lakefront.portal.try-it", TryItProperties.class))
                .isEqualTo(new TryItProperties(
                        Duration.ofMinutes(15), 30, Duration.ofSeconds(60), DataSize.ofMegabytes(1)));
    }

    @Test
    void refusesALimitOfNothing() {
        assertThatThrownBy(() ->
                        new TryItProperties(Duration.ofMinutes(15), 0, Duration.ofSeconds(60), DataSize.ofMegabytes(1)))
                .hasMessage("lakefront.portal.try-it.calls-per-minute must be more than nothing");
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    private Subscription owner(ConsoleKey key) {
        assertThat(keys.authenticate(key.key().digest())).isInstanceOf(Authentication.Known.class);
        return ((Authentication.Known) keys.authenticate(key.key().digest())).subscription();
    }
}
