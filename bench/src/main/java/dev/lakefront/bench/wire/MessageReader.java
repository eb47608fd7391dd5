package dev.lakefront.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Reads HTTP/1.1 messages off one connection, in pieces as they come; the same for requests and answers.
 *
 * <p>It knows just what the benchmark's own programs need, a length or chunks, so that they take as little as possible of
 * the cores they share with the gateway. Used by one thread.
 */
public final class MessageReader {

    /** What happens to the pieces; called in order, on the connection's thread. */
    public interface Listener {

        /** @param startLine the request or status line */
        void head(String startLine);

        /** @param part valid during the call only */
        void body(ByteBuf part);

        void end();
    }

    private enum State {
        START_LINE,
        HEADERS,
        LENGTH,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private static final String CONTENT_LENGTH = "content-length:";
    private static final String TRANSFER_ENCODING = "transfer-encoding:";

    private final Listener listener;
    private final ByteBuf pending = Unpooled.buffer(256);
    private State state = State.START_LINE;
    private String startLine = "";
    private long remaining;
    private boolean chunked;

    public MessageReader(Listener listener) {
        this.listener = listener;
    }

    /** Takes all bytes of the buffer, which stays the caller's to release. */
    public void read(ByteBuf in) {
        if (pending.isReadable()) {
            pending.writeBytes(in);
            consume(pending);
            pending.discardReadBytes();
        } else {
            consume(in);
            if (in.isReadable()) {
                pending.clear().writeBytes(in);
            }
        }
    }

    private void consume(ByteBuf in) {
        boolean progress = true;
        while (progress && in.isReadable()) {
            progress = switch (state) {
                case LENGTH -> body(in, State.START_LINE);
                case CHUNK -> body(in, State.CHUNK_END);
                default -> line(in);
            };
        }
    }

    private boolean body(ByteBuf in, State next) {
        int length = (int) Math.min(remaining, in.readableBytes());
        listener.body(in.slice(in.readerIndex(), length));
        in.skipBytes(length);
        remaining -= length;
        if (remaining == 0) {
            state = next;
            if (next == State.START_LINE) {
                listener.end();
            }
        }
        return true;
    }

    private boolean line(ByteBuf in) {
        int from = in.readerIndex();
        int feed = in.indexOf(from, in.writerIndex(), (byte) '\n');
        if (feed < 0) {
            return false;
        }
        int end = feed > from && in.getByte(feed - 1) == '\r' ? feed - 1 : feed;
        line(in, from, end);
        in.readerIndex(feed + 1);
        return true;
    }

    private void line(ByteBuf in, int from, int end) {
        switch (state) {
            case START_LINE -> {
                startLine = in.toString(from, end - from, StandardCharsets.US_ASCII);
                remaining = 0;
                chunked = false;
                state = State.HEADERS;
            }
            case HEADERS -> header(in, from, end);
            case CHUNK_SIZE -> {
                remaining = chunkSize(in, from, end);
                state = remaining == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> {
                if (from == end) {
                    finish();
                }
            }
            default -> throw new IllegalStateException("no line is expected in state " + state);
        }
    }

    private void header(ByteBuf in, int from, int end) {
        if (from == end) {
            listener.head(startLine);
            if (chunked) {
                state = State.CHUNK_SIZE;
            } else if (remaining > 0) {
                state = State.LENGTH;
            } else {
                finish();
            }
        } else if (startsWith(in, from, end, CONTENT_LENGTH)) {
            remaining = decimal(in, from + CONTENT_LENGTH.length(), end);
        } else if (startsWith(in, from, end, TRANSFER_ENCODING)) {
            chunked = true;
        }
    }

    private void finish() {
        state = State.START_LINE;
        listener.end();
    }

    private static boolean startsWith(ByteBuf in, int from, int end, String lowerCase) {
        if (end - from < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int character = in.getByte(from + i);
            int lower = character >= 'A' && character <= 'Z' ? character + 32 : character;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long decimal(ByteBuf in, int from, int end) {
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = in.getByte(i) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            }
        }
        return value;
    }

    private static long chunkSize(ByteBuf in, int from, int end) {
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = Character.digit(in.getByte(i), 16);
            if (digit < 0) {
                break;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
