package dev.lakefront.proxy;

import dev.lakefront.usage.UsageRecord;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts the rows of a tabular model's answer: the elements of the list {@code predictions}, of {@code outputs} (Feature
 * Serving), or of a bare list (MLflow before 2). Where one of these is an object, it holds columns, and the longest counts.
 *
 * <p>Like {@link TokenScanner} it knows just enough of JSON, has fixed memory wherever an answer is torn apart, and finds
 * nothing in what is no JSON. Answers of many rows are long, so it hurries over numbers and texts. It stops when the list
 * has ended; of an answer that is longer than is looked at, nothing is known.
 */
final class RowScanner implements AnswerScanner {

    private static final byte[] PREDICTIONS = "predictions".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OUTPUTS = "outputs".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 11;

    /** What numbers and words such as {@code true} are made of: whatever is neither structure, text nor space. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, true);
        for (char other : "\"[]{},: \t\r\n".toCharArray()) {
            PLAIN[other] = false;
        }
    }

    /** Read piece by piece into here, because a loop over an array is several times faster than one over a buffer. */
    private static final FastThreadLocal<byte[]> DESK = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[8 * 1024];
        }
    };

    private final byte[] text = new byte[LONGEST_NAME];
    private long left = LARGEST;
    private int length;
    private boolean inText;
    private boolean escaped;
    private int depth;

    /** Whether the last text stood where a name stands, and is one of ours. */
    private boolean named;

    /** Whether the next value is the one that is looked for. */
    private boolean expected = true;

    /** How deep the elements of the list that is being counted are; 0 outside of one. */
    private int listDepth;

    /** How deep the columns are, where an object holds them; 0 where none does. */
    private int columnsDepth;

    private long commas;
    private boolean anything;
    private long longest = UsageRecord.UNKNOWN_ROWS;
    private boolean ended;

    @Override
    public void scan(ByteBuf piece) {
        int readable = (int) Math.min(left, piece.readableBytes());
        left -= readable;
        byte[] desk = DESK.get();
        for (int done = 0; done < readable && !ended; done += desk.length) {
            int count = Math.min(desk.length, readable - done);
            piece.getBytes(piece.readerIndex() + done, desk, 0, count);
            scan(desk, count);
        }
    }

    @Override
    public long rows() {
        return ended ? longest : UsageRecord.UNKNOWN_ROWS;
    }

    private void scan(byte[] bytes, int count) {
        int at = 0;
        while (at < count && !ended) {
            if (inText) {
                at = text(bytes, at, count);
            } else if (PLAIN[bytes[at] & 0xff]) {
                begin();
                at = afterPlain(bytes, at + 1, count);
            } else {
                structure(bytes[at++]);
            }
        }
    }

    private static int afterPlain(byte[] bytes, int from, int count) {
        int at = from;
        while (at < count && PLAIN[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** Goes on after its end, or at the end of what there is. */
    private int text(byte[] bytes, int from, int count) {
        boolean name = depth == 1 && listDepth == 0;
        for (int at = from; at < count; at++) {
            byte value = bytes[at];
            if (escaped) {
                escaped = false;
            } else if (value == '"') {
                inText = false;
                named = name && (is(PREDICTIONS) || is(OUTPUTS));
                return at + 1;
            } else if (value == '\\') {
                escaped = true;
                // A name that is written with escapes is none of ours.
                length = LONGEST_NAME + 1;
            } else if (name) {
                remember(value);
            }
        }
        return count;
    }

    private void remember(byte value) {
        if (length < LONGEST_NAME) {
            text[length++] = value;
        } else {
            length = LONGEST_NAME + 1;
        }
    }

    private void structure(byte value) {
        switch (value) {
            case '"' -> {
                begin();
                inText = true;
                length = 0;
            }
            case ':' -> {
                expected = named;
                named = false;
            }
            case ',' -> comma();
            case '[' -> openList();
            case '{' -> openObject();
            case ']', '}' -> close();
            default -> {
                // Space between the others means nothing.
            }
        }
    }

    /** A value begins. */
    private void begin() {
        anything = true;
        expected = false;
        named = false;
    }

    private void comma() {
        named = false;
        if (listDepth > 0 && depth == listDepth) {
            commas++;
        }
    }

    private void openList() {
        boolean wanted = listDepth == 0 && (columnsDepth > 0 ? depth == columnsDepth : expected);
        depth++;
        begin();
        if (wanted) {
            listDepth = depth;
            commas = 0;
            anything = false;
        }
    }

    private void openObject() {
        boolean columns = expected && depth == 1 && listDepth == 0 && columnsDepth == 0;
        depth++;
        begin();
        if (columns) {
            columnsDepth = depth;
        }
    }

    private void close() {
        if (listDepth > 0 && depth == listDepth) {
            longest = Math.max(longest, anything ? commas + 1 : 0);
            listDepth = 0;
            ended = columnsDepth == 0;
        } else if (columnsDepth > 0 && depth == columnsDepth) {
            // An object without columns is one value, and no table.
            ended = longest >= 0;
            columnsDepth = 0;
        }
        depth = Math.max(0, depth - 1);
    }

    private boolean is(byte[] word) {
        return length == word.length && Arrays.equals(text, 0, length, word, 0, length);
    }
}
