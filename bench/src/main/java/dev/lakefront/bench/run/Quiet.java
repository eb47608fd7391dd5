package dev.lakefront.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How busy the machine is, by whatever runs on it. */
final class Quiet {

    /** Cores that others may keep busy without a figure being doubted. */
    static final double ENOUGH = 0.3;

    private static final long MICROS_PER_TICK = 10_000;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STEAL = 8;

    private Quiet() {}

    /** Processor time spent on this machine since its start, on anything; time stolen by its host included. */
    static long busyMicros() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        long ticks = 0;
        for (int i = 1; i <= STEAL; i++) {
            ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Waits for half a second in which others do little, while nothing of the benchmark runs; gives up after a while. */
    static void await(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            long busy = busyMicros();
            long begin = System.nanoTime();
            Thread.sleep(500);
            double cores = (busyMicros() - busy) * 1e3 / (System.nanoTime() - begin);
            if (cores < ENOUGH) {
                return;
            }
        }
    }
}
