package dev.lakefront.bench.load;

import dev.lakefront.bench.wire.Bodies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Checks one connection's answers byte by byte as they come. Never keeps a body.
 *
 * <p>Streams are checked for every event's number and place; JSON for every byte and the request's id.
 */
final class Answers {

    private static final String NUMBER = "\"i\":";

    private final Bodies.Wish wish;
    private final Outcome outcome;
    private final ByteBuf expected;
    private final byte[] id;
    private final StringBuilder line = new StringBuilder();
    private int position;
    private int events;
    private boolean done;
    private long lastEvent;
    private @Nullable String flaw;

    /**
     * @param expected the right answer, but for its id; read only
     * @param id of the call under way; read while its answer comes
     */
    Answers(Bodies.Wish wish, Outcome outcome, ByteBuf expected, byte[] id) {
        this.wish = wish;
        this.outcome = outcome;
        this.id = id;
        this.expected = expected;
    }

    void begin(String statusLine) {
        position = 0;
        events = 0;
        done = false;
        lastEvent = 0;
        line.setLength(0);
        int space = statusLine.indexOf(' ');
        boolean fine = space > 0 && statusLine.startsWith("200", space + 1);
        flaw = fine ? null : "status " + statusLine.substring(space + 1, Math.min(statusLine.length(), space + 4));
    }

    boolean isBegun() {
        return position > 0;
    }

    void part(ByteBuf part, long now) {
        if (flaw == null) {
            if (wish.chunks() > 0) {
                stream(part, now);
            } else {
                compare(part);
            }
        }
        position += part.readableBytes();
    }

    /** What is wrong with the whole answer; null when nothing is. */
    @Nullable
    String verdict() {
        if (flaw != null) {
            return flaw;
        }
        if (wish.chunks() > 0) {
            return done && events == wish.chunks() ? null : "stream cut off";
        }
        return position == wish.answerBytes() ? null : "wrong length";
    }

    private void compare(ByteBuf part) {
        int length = part.readableBytes();
        if (position + length > wish.answerBytes()) {
            flaw = "wrong length";
            return;
        }
        int at = 0;
        while (at < length && position + at < Bodies.ID_AT + Bodies.ID_LENGTH) {
            int place = position + at;
            byte right = place < Bodies.ID_AT ? expected.getByte(place) : id[place - Bodies.ID_AT];
            if (part.getByte(part.readerIndex() + at) != right) {
                flaw = place < Bodies.ID_AT ? "wrong body" : "another call's answer";
                return;
            }
            at++;
        }
        if (!ByteBufUtil.equals(part, part.readerIndex() + at, expected, position + at, length - at)) {
            flaw = "wrong body";
        }
    }

    private void stream(ByteBuf part, long now) {
        for (int i = part.readerIndex(); i < part.writerIndex(); i++) {
            byte character = part.getByte(i);
            if (character != '\n') {
                line.append((char) character);
            } else if (!line.isEmpty()) {
                event(line.toString(), now);
                line.setLength(0);
            }
        }
    }

    private void event(String text, long now) {
        if (text.equals("data: [DONE]")) {
            done = true;
            return;
        }
        int number = text.indexOf(NUMBER) + NUMBER.length();
        if (number < NUMBER.length() || Integer.parseInt(text.substring(number, number + 4)) != events) {
            flaw = "event out of order";
            return;
        }
        events++;
        int clock = number + "0000,\"t\":".length();
        Outcome.record(outcome.transit, now - Long.parseLong(text.substring(clock, clock + 19)));
        if (lastEvent != 0) {
            Outcome.record(outcome.gap, now - lastEvent);
        }
        lastEvent = now;
    }
}
