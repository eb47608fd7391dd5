package dev.lakefront.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.resilience.WakingRoom.Guest;
import dev.lakefront.resilience.WakingRoom.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WakingRoomTests {

    private final ManualNanos time = new ManualNanos();
    private final WakingRoom room = new WakingRoom(3, time);
    private final List<String> turns = new ArrayList<>();

    private Guest waiter(String name) {
        Guest guest = new Guest();
        Mono<Turn> turn = room.sit(guest);
        assertThat(turn).as("a seat for " + name).isNotNull();
        turn.subscribe(granted -> turns.add(name + " " + granted));
        return guest;
    }

    @Test
    void hasOneProbe() {
        Guest first = new Guest();

        assertThat(room.isWaking()).isFalse();
        assertThat(room.knock(first)).isTrue();
        assertThat(room.knock(new Guest())).isFalse();
        assertThat(room.knock(first)).isTrue();
        assertThat(room.isWaking()).isTrue();
    }

    @Test
    void letsAllGoWhenTheEndpointAnswers() {
        room.knock(new Guest());
        waiter("a");
        waiter("b");

        room.awake();

        assertThat(turns).containsExactly("a GO", "b GO");
        assertThat(room.isWaking()).isFalse();
        waiter("late");
        assertThat(turns).contains("late GO");
    }

    @Test
    void makesTheLongestWaitingTheProbeWhenTheProbeLeaves() {
        Guest probe = new Guest();
        room.knock(probe);
        Guest a = waiter("a");
        waiter("b");

        room.leave(probe);

        assertThat(turns).containsExactly("a PROBE");
        assertThat(room.knock(a)).isTrue();
        room.leave(a);
        assertThat(turns).containsExactly("a PROBE", "b PROBE");
    }

    @Test
    void passesOverThoseWhoHaveLeft() {
        Guest probe = new Guest();
        room.knock(probe);
        Guest a = waiter("a");
        waiter("b");

        room.leave(a);
        room.leave(probe);

        assertThat(turns).containsExactly("b PROBE");
    }

    @Test
    void isAsleepNoLongerWhenNobodyKnocks() {
        Guest probe = new Guest();
        room.knock(probe);

        room.leave(probe);

        assertThat(room.isWaking()).isFalse();
    }

    @Test
    void hasSoManySeatsAndNoMore() {
        room.knock(new Guest());
        waiter("a");
        Guest b = waiter("b");
        waiter("c");

        assertThat(room.sit(new Guest())).isNull();
        room.leave(b);
        waiter("d");
        assertThat(room.waiting()).isEqualTo(3);
    }

    @Test
    void expectsWhatItHasSeenBefore() {
        assertThat(room.expected()).isEqualTo(Duration.ofSeconds(20));
        room.knock(new Guest());
        time.pass(Duration.ofSeconds(50));
        assertThat(room.expected()).isEqualTo(Duration.ofSeconds(1));
        room.awake();

        room.knock(new Guest());
        time.pass(Duration.ofSeconds(20));

        assertThat(room.expected()).isEqualTo(Duration.ofSeconds(30));
    }
}
