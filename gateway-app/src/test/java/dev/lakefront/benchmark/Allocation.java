package dev.lakefront.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * How many bytes of the heap one call takes, once it is compiled. Times depend on the machine and are measured in
 * {@code bench/}; this does not, so a build can fail by it.
 */
public final class Allocation {

    private static final int WARM_UP = 30_000;
    private static final int BATCHES = 20;
    private static final int CALLS = 2_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Read from outside, so that a result is really made. */
    private static volatile Object last;

    private Allocation() {}

    /** The least of many batches: compilers and class loading on this thread only ever add. */
    public static long bytesPerCall(Supplier<?> call) {
        for (int i = 0; i < WARM_UP; i++) {
            last = call.get();
        }
        long least = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                last = call.get();
            }
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS);
        }
        return least;
    }

    /** Only so that nobody finds the results unused. */
    static Object last() {
        return last;
    }
}
