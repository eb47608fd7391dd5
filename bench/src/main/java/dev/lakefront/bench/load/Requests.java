package dev.lakefront.bench.load;

import dev.lakefront.bench.wire.Bodies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Writes the requests of a plan; everything but their ids is made once. Confined to one thread. */
final class Requests implements AutoCloseable {

    /** Up to here a request is copied into one buffer, above the end of its body is shared. */
    private static final int SMALL = 16_384;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> heads;
    private final ByteBuf body;
    private final SplittableRandom random = new SplittableRandom(42);
    private long last;

    Requests(Plan plan) {
        heads = plan.paths().stream().map(path -> head(plan, path)).toList();
        body = Unpooled.directBuffer(plan.requestBytes()).writeBytes(Bodies.request(plan.requestBytes(), plan.wish()));
    }

    private static byte[] head(Plan plan, String path) {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + plan.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + plan.requestBytes() + "\r\n");
        plan.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** @param id where the request's id is written to */
    ByteBuf next(ByteBufAllocator allocator, byte[] id) {
        write(++last, id);
        byte[] head = heads.size() == 1 ? heads.getFirst() : heads.get(random.nextInt(heads.size()));
        int whole = body.writerIndex();
        int copied = whole <= SMALL ? whole : Bodies.WISH_LENGTH;
        ByteBuf beginning = allocator
                .directBuffer(head.length + copied)
                .writeBytes(head)
                .writeBytes(body, 0, copied)
                .setBytes(head.length + Bodies.ID_AT, id);
        if (copied == whole) {
            return beginning;
        }
        return allocator.compositeBuffer(2).addComponents(true, beginning, body.retainedSlice(copied, whole - copied));
    }

    @Override
    public void close() {
        body.release();
    }

    private static void write(long number, byte[] id) {
        long left = number;
        for (int i = id.length - 1; i >= 0; i--) {
            id[i] = HEX[(int) (left & 15)];
            left >>>= 4;
        }
    }
}
