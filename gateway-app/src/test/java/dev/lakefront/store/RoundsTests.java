package dev.lakefront.store;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RoundsTests {

    @Test
    void goesOnAfterAFailureAndTellsOfItOnce(CapturedOutput output) throws Throwable {
        AtomicInteger count = new AtomicInteger();
        Rounds rounds = new Rounds("test", Duration.ofMillis(5), () -> {
            if (count.incrementAndGet() < 10) {
                throw new IllegalStateException("no luck");
            }
        });

        rounds.start();

        eventually(() -> assertThat(count).hasValueGreaterThan(12));
        rounds.stop();
        assertThat(rounds.isRunning()).isFalse();
        assertThat(output.getOut()).containsOnlyOnce("This failed and is tried again");
    }

    @Test
    void letsTheLastRoundEndWithoutInterruptingIt() throws Throwable {
        AtomicBoolean begun = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        Rounds rounds = new Rounds("test", Duration.ofHours(1), () -> {
            begun.set(true);
            try {
                Thread.sleep(200);
            } catch (InterruptedException byStop) {
                interrupted.set(true);
            }
            ended.set(true);
        });
        rounds.start();
        eventually(() -> assertThat(begun).isTrue());

        rounds.stop();

        assertThat(ended).isTrue();
        assertThat(interrupted).isFalse();
    }
}
