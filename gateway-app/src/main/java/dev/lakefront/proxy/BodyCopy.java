package dev.lakefront.proxy;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;

/**
 * Collects a body piece by piece into one array and gives each piece back at once: joined buffers would be held outside
 * the heap until the last is there.
 */
final class BodyCopy {

    private static final int FIRST = 4 * 1024;

    private final LongConsumer hold;
    private final DataSize bound;
    private byte[] bytes;
    private int length;

    /**
     * @param hold takes room for so many bytes more, or throws
     * @param announced the body's length; 0 when it is not known
     */
    BodyCopy(LongConsumer hold, DataSize bound, long announced) {
        this.hold = hold;
        this.bound = bound;
        hold.accept(announced);
        this.bytes = new byte[Math.toIntExact(announced)];
    }

    /** Takes the piece over, however this ends. */
    void add(DataBuffer piece) {
        try {
            int more = piece.readableByteCount();
            if (length + (long) more > bound.toBytes()) {
                throw BodyReader.tooLarge(bound);
            }
            ensure(length + more);
            piece.read(bytes, length, more);
            length += more;
        } finally {
            DataBufferUtils.release(piece);
        }
    }

    private void ensure(int needed) {
        if (needed > bytes.length) {
            int larger =
                    (int) Math.clamp(bytes.length * 2L, Math.max(needed, FIRST), Math.max(needed, bound.toBytes()));
            hold.accept(larger - (long) bytes.length);
            bytes = Arrays.copyOf(bytes, larger);
        }
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
