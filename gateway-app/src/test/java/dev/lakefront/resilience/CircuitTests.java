package dev.lakefront.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTests {

    private static final Duration OPEN = Duration.ofSeconds(15);

    private final ManualNanos time = new ManualNanos();
    private final Circuit circuit = new Circuit("prod/churn", new BreakerSettings(50, 10, OPEN), time);

    private void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            circuit.ask().failed();
        }
    }

    private void succeed(int calls) {
        for (int i = 0; i < calls; i++) {
            circuit.ask().succeeded();
        }
    }

    @Test
    void opensWhenHalfOfTheWindowHasFailedAndNotEarlier() {
        succeed(5);
        fail(4);
        assertThat(circuit.ask().isDenied()).isFalse();
        assertThat(circuit.openFor()).isZero();

        fail(1);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.ask().isDenied()).isTrue();
        assertThat(circuit.openFor()).isEqualTo(OPEN);
        time.pass(Duration.ofSeconds(6));
        assertThat(circuit.openFor()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void letsExactlyThreeProbesThroughAndClosesWhenTheySucceed() {
        fail(10);
        time.pass(OPEN.plusMillis(1));

        List<Permit> probes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Permit permit = circuit.ask();
            if (!permit.isDenied()) {
                probes.add(permit);
            }
        }

        assertThat(probes).hasSize(Circuit.PROBES);
        probes.forEach(Permit::succeeded);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void opensAgainWhenProbesFail() {
        fail(10);
        time.pass(OPEN.plusMillis(1));

        fail(Circuit.PROBES);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.openFor()).isEqualTo(OPEN);
    }

    @Test
    void givesAProbesPlaceToAnotherWhenItsCallerLeaves() {
        fail(10);
        time.pass(OPEN.plusMillis(1));
        Permit first = circuit.ask();
        Permit second = circuit.ask();
        Permit third = circuit.ask();
        assertThat(circuit.ask().isDenied()).isTrue();

        second.unused();

        assertThat(circuit.ask().isDenied()).isFalse();
        assertThat(circuit.ask().isDenied()).isTrue();
        assertThat(List.of(first, third)).noneMatch(Permit::isDenied);
    }

    @Test
    void takesNoLateAnswerOfAnEarlierCallForThatOfAProbe() {
        List<Permit> slow = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            slow.add(circuit.ask());
        }
        fail(10);
        time.pass(OPEN.plusMillis(1));
        Permit probe = circuit.ask();

        slow.subList(0, 3).forEach(Permit::failed);
        slow.subList(3, 6).forEach(Permit::unused);

        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);
        assertThat(circuit.ask().isDenied()).isFalse();
        assertThat(circuit.ask().isDenied()).isFalse();
        assertThat(circuit.ask().isDenied())
                .as("released calls of before add no probe")
                .isTrue();
        probe.succeeded();
    }

    @Test
    void doesNotCountCallsWhoseCallersLeft() {
        for (int i = 0; i < 50; i++) {
            circuit.ask().unused();
        }
        fail(4);

        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void isToldOnlyOnceByEachCall() {
        Permit permit = circuit.ask();
        for (int i = 0; i < 20; i++) {
            permit.failed();
        }

        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }
}
