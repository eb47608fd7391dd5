package dev.lakefront.tracing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands in a trace, as the headers {@code traceparent} and {@code tracestate} tell it.
 *
 * <p>What a caller sends is kept as it came where it is valid, and dropped as a whole where it is not.
 *
 * @param traceparent the header to send on, which is always valid
 * @param tracestate the header to send on; absent where there is nothing valid to send
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {

    public static final String PARENT = "traceparent";
    public static final String STATE = "tracestate";

    private static final int TRACE_ID = 3;
    private static final int PARENT_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;
    private static final String ZEROS = "0".repeat(32);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The context of a call; absent when there is no traceparent, more than one, or one that is not valid. */
    public static @Nullable TraceContext parse(
            @Nullable List<String> traceparents, @Nullable List<String> tracestates) {
        if (traceparents == null || traceparents.size() != 1) {
            return null;
        }
        String text = traceparents.getFirst();
        if (!isValid(text)) {
            return null;
        }
        return new TraceContext(text, tracestates == null ? null : TraceState.valid(tracestates));
    }

    /**
     * The first of a new trace. It is not marked as sampled, because the gateway itself records nothing of it.
     *
     * <p>Its ids are unlike each other, not secret.
     */
    public static TraceContext fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] text = new byte[LENGTH];
        Arrays.fill(text, (byte) '0');
        hex(random.nextLong(), text, TRACE_ID);
        // Never all zero: the lowest bit is set.
        hex(random.nextLong() | 1, text, TRACE_ID + 16);
        hex(random.nextLong() | 1, text, PARENT_ID);
        text[TRACE_ID - 1] = '-';
        text[PARENT_ID - 1] = '-';
        text[FLAGS - 1] = '-';
        return new TraceContext(new String(text, StandardCharsets.ISO_8859_1), null);
    }

    /** 32 lower-case hexadecimal digits, not all zero. */
    public String traceId() {
        return traceparent.substring(TRACE_ID, TRACE_ID + 32);
    }

    /** 16 lower-case hexadecimal digits, not all zero. */
    public String parentId() {
        return traceparent.substring(PARENT_ID, PARENT_ID + 16);
    }

    /** From 0 to 255; the lowest bit says that the caller records this trace. */
    public int flags() {
        return Integer.parseInt(traceparent, FLAGS, LENGTH, 16);
    }

    public boolean sampled() {
        return (flags() & 1) == 1;
    }

    private static boolean isValid(String text) {
        return isHex(text, 0, 2)
                && text.length() >= LENGTH
                && isVersion(text)
                && text.charAt(2) == '-'
                && isHex(text, TRACE_ID, 32)
                && !text.regionMatches(TRACE_ID, ZEROS, 0, 32)
                && text.charAt(PARENT_ID - 1) == '-'
                && isHex(text, PARENT_ID, 16)
                && !text.regionMatches(PARENT_ID, ZEROS, 0, 16)
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, 2);
    }

    /** Version 00 has exactly these parts; later ones may have more after another hyphen; ff is forbidden. */
    private static boolean isVersion(String text) {
        if (text.startsWith("00")) {
            return text.length() == LENGTH;
        }
        return !text.startsWith("ff") && (text.length() == LENGTH || text.charAt(LENGTH) == '-');
    }

    private static boolean isHex(String text, int start, int length) {
        if (text.length() < start + length) {
            return false;
        }
        for (int i = start; i < start + length; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static void hex(long value, byte[] text, int start) {
        for (int i = 0; i < 16; i++) {
            text[start + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xF];
        }
    }
}
