package dev.lakefront.usage.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lakefront.usage.Calls;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What reaches the store, when, and what is counted when it does not. Time is the test's own. */
class UsageRecordingTests {

    private static final Instant BEGIN = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration TICK = Duration.ofMillis(50);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Dropped dropped = Dropped.register(registry);
    private final RememberedUsage store = new RememberedUsage();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @AfterEach
    void stop() {
        time.dispose();
    }

    private static UsageProperties properties(int queue, int cells, int requests) {
        return new UsageProperties(
                queue,
                Duration.ofSeconds(5),
                cells,
                requests,
                Duration.ofDays(2),
                Duration.ofDays(400),
                Duration.ofDays(7),
                1000);
    }

    private Instant now() {
        return BEGIN.plusMillis(time.now(TimeUnit.MILLISECONDS));
    }

    private UsageRecording recording(UsageProperties properties, CallQueue queue) {
        UsageRecording recording = new UsageRecording(properties, queue, store, dropped, this::now, "a");
        recording.start(time, time);
        return recording;
    }

    private double dropped(String reason) {
        return registry.get("lakefront.usage.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void losesAtMostTenSecondsWhereverItCrashes() {
        UsageProperties properties = properties(1000, 1000, 1000);
        CallQueue queue = new CallQueue(1000, dropped);
        recording(properties, queue);
        List<Instant> ended = new ArrayList<>();

        for (int i = 0; i < 3000; i++) {
            queue.ended(Calls.call(now(), "churn", "app"));
            ended.add(now());
            time.advanceTimeBy(TICK);

            // A crash now would keep what is in the store and nothing else.
            Instant tenSecondsAgo = now().minusSeconds(10);
            long due = ended.stream().filter(tenSecondsAgo::isAfter).count();
            assertThat(store.calls()).isGreaterThanOrEqualTo(due);
            assertThat(store.logged()).isGreaterThanOrEqualTo((int) due);
        }
        assertThat(store.writes()).isLessThan(60);
    }

    @Test
    void losesNothingAtAnOrderlyStop() throws Exception {
        UsageProperties properties = properties(1_000_000, 1000, 200_000);
        CallQueue queue = new CallQueue(1_000_000, dropped);
        UsageRecording recording = new UsageRecording(properties, queue, store, dropped, () -> BEGIN, "a");
        recording.start(Schedulers.newSingle("collect", true), Schedulers.newSingle("write", true));
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String subscription = "app-" + i;
            callers.add(Thread.ofPlatform().start(() -> {
                for (int call = 0; call < 25_000; call++) {
                    queue.ended(Calls.call(BEGIN, "churn", subscription));
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        recording.close();

        assertThat(store.calls()).isEqualTo(100_000);
        assertThat(store.logged()).isEqualTo(100_000);
        assertThat(dropped("stopped")).isZero();
    }

    @Test
    void keepsCallsWhileTheDatabaseIsAwayAndWritesThemWhenItIsBack() {
        CallQueue queue = new CallQueue(1000, dropped);
        recording(properties(1000, 1000, 1000), queue);
        store.away(true);
        for (int i = 0; i < 600; i++) {
            queue.ended(Calls.call(now(), "churn", "app"));
            time.advanceTimeBy(Duration.ofSeconds(1));
        }
        assertThat(store.calls()).isZero();

        store.away(false);
        time.advanceTimeBy(Duration.ofSeconds(5));

        assertThat(store.calls()).isEqualTo(600);
        assertThat(registry.get("lakefront.usage.dropped").counters()).allMatch(one -> one.count() == 0);
    }

    @Test
    void countsABatchOnceOfWhichNobodyKnowsWhetherItArrived() {
        CallQueue queue = new CallQueue(1000, dropped);
        recording(properties(1000, 1000, 1000), queue);
        store.silent(true);
        for (int i = 0; i < 30; i++) {
            queue.ended(Calls.call(now(), "churn", "app"));
            time.advanceTimeBy(Duration.ofSeconds(3));
        }

        store.silent(false);
        time.advanceTimeBy(Duration.ofSeconds(5));

        assertThat(store.calls()).isEqualTo(30);
        assertThat(store.logged()).isEqualTo(30);
    }

    @Test
    void countsACallThatComesLateForAMinuteThatIsWrittenAndForgotten() {
        CallQueue queue = new CallQueue(1000, dropped);
        UsageRecording recording = recording(properties(1000, 1000, 1000), queue);
        queue.ended(Calls.call(BEGIN, "churn", "app"));
        time.advanceTimeBy(Duration.ofMinutes(3));
        assertThat(recording.size()).isZero();

        queue.ended(Calls.call(BEGIN, "churn", "app"));
        time.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(store.calls()).isEqualTo(2);
    }

    @Test
    void countsWhatItDropsWhenThereIsNoRoom() {
        CallQueue queue = new CallQueue(100, dropped);
        recording(properties(100, 20, 10), queue);
        for (int i = 0; i < 150; i++) {
            queue.ended(Calls.call(now(), "churn", "app-" + i));
        }
        store.away(true);
        time.advanceTimeBy(Duration.ofSeconds(6));

        assertThat(dropped("queue-full")).isEqualTo(50);
        assertThat(dropped("buffer-full")).isEqualTo(80);
        assertThat(dropped("request-log")).isEqualTo(90);
        store.away(false);
        time.advanceTimeBy(Duration.ofSeconds(6));
        assertThat(store.calls()).isEqualTo(20);
        assertThat(store.logged()).isEqualTo(10);
    }

    @Test
    void keepsInTheRequestLogWhatFailedWhenThereIsNoRoomForAll() {
        CallQueue queue = new CallQueue(1000, dropped);
        recording(properties(1000, 1000, 10), queue);
        for (int i = 0; i < 300; i++) {
            int status = i == 7 ? 502 : i == 9 ? 422 : i % 2 == 0 ? 429 : 200;
            queue.ended(Calls.call(now().plusMillis(i), "churn", "app", status, Duration.ofMillis(1), null));
        }
        time.advanceTimeBy(Duration.ofSeconds(6));

        assertThat(store.statuses()).hasSize(10).startsWith(502, 422).endsWith(429, 200);
        assertThat(dropped("request-log")).isEqualTo(290);
    }

    @Test
    void leavesAnotherSuccessOutWhileAllThatWaitsHasFailed() {
        CallQueue queue = new CallQueue(1000, dropped);
        recording(properties(1000, 1000, 10), queue);
        for (int i = 0; i < 30; i++) {
            int status = i < 20 ? 500 + i : 200;
            queue.ended(Calls.call(now(), "churn", "app", status, Duration.ofMillis(1), null));
        }
        time.advanceTimeBy(Duration.ofSeconds(6));

        assertThat(store.statuses()).containsExactly(510, 511, 512, 513, 514, 515, 516, 517, 518, 519);
        assertThat(dropped("request-log")).isEqualTo(20);
    }

    @Test
    void restsUntilTheNextTurnHoweverFastCallsCome() {
        CallQueue queue = new CallQueue(100, dropped);
        VirtualTimeScheduler collecting = VirtualTimeScheduler.create();
        UsageRecording recording = new UsageRecording(properties(100, 20, 10), queue, store, dropped, () -> BEGIN, "a");
        recording.start(collecting, time);
        Runnable call = () -> {
            queue.ended(Calls.call(BEGIN, "churn", "app"));
            collecting.advanceTimeBy(UsageRecording.COLLECT_EVERY);
        };
        call.run();
        store.meanwhile(() -> {
            assertThat(store.writes()).isLessThan(10);
            call.run();
        });

        time.advanceTimeBy(Duration.ofSeconds(6));

        assertThat(store.writes()).isOne();
        time.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(store.writes()).isEqualTo(2);
        assertThat(store.calls()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatReachedNoApi() {
        CallQueue queue = new CallQueue(100, dropped);
        recording(properties(100, 20, 10), queue);
        queue.ended(Calls.call(now(), null, null));
        time.advanceTimeBy(Duration.ofSeconds(6));

        assertThat(store.calls()).isZero();
    }

    @Test
    void countsWhatIsTooOldToBeAddedToItsHour() {
        CallQueue queue = new CallQueue(100, dropped);
        recording(properties(100, 20, 10), queue);
        store.away(true);
        queue.ended(Calls.call(now(), "churn", "app"));
        time.advanceTimeBy(Duration.ofDays(2));

        assertThat(dropped("too-old")).isEqualTo(1);
    }

    @Test
    void countsWhatAStopCannotWrite() {
        CallQueue queue = new CallQueue(100, dropped);
        UsageRecording recording = new UsageRecording(properties(100, 20, 10), queue, store, dropped, () -> BEGIN, "a");
        recording.start(Schedulers.newSingle("collect", true), Schedulers.newSingle("write", true));
        store.away(true);
        queue.ended(Calls.call(BEGIN, "churn", "app"));

        recording.close();

        assertThat(dropped("stopped")).isEqualTo(1);
    }

    @Test
    void takesAMillionCallsInBoundedMemoryAndWithoutAskingTheStore() {
        CallQueue queue = new CallQueue(10_000, dropped);
        UsageRecording recording = recording(properties(10_000, 500, 500), queue);
        store.away(true);
        for (int i = 0; i < 1_000_000; i++) {
            queue.ended(Calls.call(now(), "api-" + i % 1000, "app"));
            if (i % 10_000 == 9_999) {
                assertThat(store.writes()).isLessThanOrEqualTo(3);
                time.advanceTimeBy(UsageRecording.COLLECT_EVERY);
            }
        }

        // 500 sums and 500 requests, and everything else was counted.
        assertThat(recording.size()).isEqualTo(1000);
        assertThat(dropped("queue-full")).isZero();
        assertThat(dropped("buffer-full")).isEqualTo(500_000);
        assertThat(dropped("request-log")).isEqualTo(999_500);
    }

    @Test
    void costsACallNoMoreThanItsPlaceInTheQueue() {
        CallQueue queue = new CallQueue(2_000_000, dropped);
        UsageRecord call = Calls.call(BEGIN, "churn", "app");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        queue.ended(call);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            queue.ended(call);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100_000;

        assertThat(each).isLessThanOrEqualTo(32);
        assertThat(store.writes()).isZero();
    }
}
