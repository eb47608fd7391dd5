package dev.lakefront.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.usage.UsageRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The writing: never in a call's way, and nothing lost in silence. */
class AccessLogTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static AccessLogProperties properties(int queue) {
        return new AccessLogProperties(true, null, false, queue, Duration.ofMillis(10));
    }

    private double dropped(String reason) {
        return registry.get("lakefront.access.log.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static UsageRecord call(int number) {
        return LogLinesTests.call("/churn/" + number);
    }

    @Test
    void writesEveryCallInOrder() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessLog log = new AccessLog(properties(10_000), out, registry);
        log.start();

        for (int i = 0; i < 5000; i++) {
            log.ended(call(i));
        }
        log.close();

        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(5000);
        assertThat(lines[0]).contains("\"/churn/0\"");
        assertThat(lines[4999]).contains("\"/churn/4999\"");
        assertThat(dropped("queue-full")).isZero();
    }

    @Test
    void dropsAndCountsLinesWhileTheOutputIsStuckAndHoldsNoCallUp() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessLog log = new AccessLog(properties(100), new StuckOutput(out, writing, stuck), registry);
        log.start();
        log.ended(call(0));
        writing.await();

        // Would never come back if any call waited for the output.
        for (int i = 1; i <= 1000; i++) {
            log.ended(call(i));
        }

        // One line is in the writer's hands, 99 wait.
        assertThat(dropped("queue-full")).isEqualTo(901);
        stuck.countDown();
        await().untilAsserted(() ->
                assertThat(out.toString(StandardCharsets.UTF_8).lines().count()).isEqualTo(100));
        log.ended(call(2000));
        await().until(() -> out.toString(StandardCharsets.UTF_8).contains("/churn/2000"));
        log.close();
    }

    @Test
    void endsThoughTheOutputIsStuck() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AccessLog log =
                new AccessLog(properties(100), new StuckOutput(new ByteArrayOutputStream(), writing, never), registry);
        log.start();
        log.ended(call(0));
        writing.await();

        log.close();

        never.countDown();
    }

    @Test
    void countsLinesThatTheDiskDidNotTakeAndGoesOnWhenItDoes() {
        AtomicBoolean full = new AtomicBoolean(true);
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (full.get()) {
                    throw new IOException("No space left on device");
                }
                disk.write(bytes, offset, length);
            }
        };
        AccessLog log = new AccessLog(properties(100), out, registry);
        log.start();

        log.ended(call(1));
        log.ended(call(2));
        await().untilAsserted(() -> assertThat(dropped("write-failed")).isEqualTo(2));
        full.set(false);
        log.ended(call(3));
        log.close();

        assertThat(disk.toString(StandardCharsets.UTF_8)).contains("/churn/3").doesNotContain("/churn/1");
        assertThat(dropped("queue-full")).isZero();
    }

    private static final class StuckOutput extends OutputStream {

        private final OutputStream out;
        private final CountDownLatch writing;
        private final CountDownLatch stuck;

        StuckOutput(OutputStream out, CountDownLatch writing, CountDownLatch stuck) {
            this.out = out;
            this.writing = writing;
            this.stuck = stuck;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writing.countDown();
            try {
                stuck.await();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            out.write(bytes, offset, length);
        }
    }
}
