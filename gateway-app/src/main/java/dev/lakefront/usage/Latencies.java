package dev.lakefront.usage;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How long calls took, so that percentiles can be told and several of these can be added up exactly.
 *
 * <p>Counts of {@value #BUCKETS} fixed buckets, each a tenth longer than the one before, from a tenth of a millisecond to
 * an hour. A percentile is told from the middle of its bucket: within 5 % of the exact one, whatever the distribution;
 * shorter times are told as a tenth of a millisecond, longer ones as about an hour. Only the buckets between the
 * shortest and the longest time take memory. Not thread-safe.
 */
public final class Latencies {

    /** The times that percentiles are told within this much of. */
    public static final double ERROR = 0.05;

    static final int BUCKETS = 184;

    private static final double GROWTH = 1.1;
    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** In nanoseconds; the upper bound of the first bucket. */
    private static final double FIRST = Duration.ofNanos(100_000).toNanos();

    private static final int SPARE = 4;

    private long[] counts = {};
    private int low;
    private long total;

    /** Adds one call. */
    public void add(long nanos) {
        count(bucket(nanos), 1);
    }

    /** Adds all of another. */
    public void add(Latencies other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                count(other.low + i, other.counts[i]);
            }
        }
    }

    /** How many calls there are. */
    public long total() {
        return total;
    }

    /**
     * The time that this share of the calls did not exceed, in nanoseconds; empty without a call.
     *
     * @param share above 0, at most 1; 0.95 for the 95th percentile
     */
    public OptionalLong percentile(double share) {
        if (total == 0) {
            return OptionalLong.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return OptionalLong.of(middle(low + i));
            }
        }
        return OptionalLong.empty();
    }

    private static int bucket(long nanos) {
        return nanos <= FIRST ? 0 : Math.min(BUCKETS - 1, (int) Math.ceil(Math.log(nanos / FIRST) / LOG_GROWTH));
    }

    /** From which both ends of the bucket are equally far, measured by themselves. */
    private static long middle(int bucket) {
        return bucket == 0 ? (long) FIRST : Math.round(FIRST * Math.pow(GROWTH, bucket) * 2 / (1 + GROWTH));
    }

    private void count(int bucket, long calls) {
        if (counts.length == 0) {
            low = bucket;
            counts = new long[1];
        } else if (bucket < low) {
            int lower = Math.max(0, bucket - SPARE);
            long[] more = new long[counts.length + low - lower];
            System.arraycopy(counts, 0, more, low - lower, counts.length);
            counts = more;
            low = lower;
        } else if (bucket >= low + counts.length) {
            counts = Arrays.copyOf(counts, Math.min(BUCKETS, bucket + 1 + SPARE) - low);
        }
        counts[bucket - low] += calls;
        total += calls;
    }

    /** The buckets that are not empty, each as its distance from the one before and its count, in few bytes. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int last = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                write(out, low + i - last);
                write(out, counts[i]);
                last = low + i;
            }
        }
        return out.toByteArray();
    }

    /** Reads what {@link #toBytes} wrote; fails with {@link IllegalArgumentException} on anything else. */
    public static Latencies ofBytes(byte[] bytes) {
        Latencies read = new Latencies();
        Numbers numbers = new Numbers(bytes);
        int bucket = 0;
        while (numbers.hasNext()) {
            long next = bucket + numbers.next();
            if (next < 0 || next >= BUCKETS) {
                throw new IllegalArgumentException("there is no bucket " + next + "; the last is " + (BUCKETS - 1));
            }
            bucket = (int) next;
            read.count(bucket, numbers.next());
        }
        return read;
    }

    private static void write(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Numbers of seven bits a byte, the lowest first; the highest bit says that another byte follows. */
    private static final class Numbers {

        private final byte[] bytes;
        private int position;

        Numbers(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return position < bytes.length;
        }

        long next() {
            long number = 0;
            for (int shift = 0; shift < Long.SIZE && hasNext(); shift += 7) {
                byte part = bytes[position++];
                number |= (part & 0x7fL) << shift;
                if (part >= 0) {
                    return number;
                }
            }
            throw new IllegalArgumentException("these counts of latencies are torn");
        }
    }
}
