package dev.lakefront.proxy;

import dev.lakefront.usage.ModelTokens;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a model says in its answer about tokens, in the bytes as they pass: nothing is held back, copied or changed.
 *
 * <p>It knows just enough of JSON to tell a member from a text that speaks of one: it counts braces, and takes only numbers
 * that stand directly in an object named {@code usage}. In a stream the last word counts, because some models say how far
 * they are with each event. Its memory is fixed, wherever an answer is torn apart; an answer that is no JSON yields
 * nothing.
 */
final class TokenScanner implements AnswerScanner, ByteProcessor {

    private static final byte[] USAGE = ascii("usage");
    private static final byte[][] INPUT = {ascii("prompt_tokens"), ascii("input_tokens")};
    private static final byte[][] OUTPUT = {ascii("completion_tokens"), ascii("output_tokens")};
    private static final int LONGEST_NAME = 17;
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    /** What the last text, or the member that is being read, is called. */
    private enum Name {
        OTHER,
        USAGE,
        INPUT,
        OUTPUT
    }

    private final byte[] text = new byte[LONGEST_NAME];
    private final boolean events;
    private long left;
    private int length;
    private boolean inText;
    private boolean escaped;
    private boolean lineBegins;
    private Name name = Name.OTHER;
    private Name member = Name.OTHER;
    private int depth;
    private int usageDepth;
    private boolean inNumber;
    private long number;
    private long input = -1;
    private long output = -1;

    private TokenScanner(boolean events) {
        this.events = events;
        this.left = events ? Long.MAX_VALUE : LARGEST;
    }

    /** For an answer of one JSON document. */
    static TokenScanner ofDocument() {
        return new TokenScanner(false);
    }

    /** For a stream of events. */
    static TokenScanner ofEvents() {
        return new TokenScanner(true);
    }

    /** Looks at what can be read of this piece, and leaves it as it is. */
    @Override
    public void scan(ByteBuf piece) {
        int readable = (int) Math.min(left, piece.readableBytes());
        left -= readable;
        piece.forEachByte(piece.readerIndex(), readable, this);
    }

    /** Absent when the model said nothing, or not yet. */
    @Override
    public @Nullable ModelTokens tokens() {
        return input < 0 && output < 0 ? null : new ModelTokens(Math.max(input, 0), Math.max(output, 0));
    }

    @Override
    public boolean process(byte value) {
        if (inText) {
            text(value);
        } else {
            structure(value);
        }
        return true;
    }

    private void text(byte value) {
        if (escaped) {
            escaped = false;
        } else if (value == '"') {
            inText = false;
            name = name();
        } else if (value == '\\') {
            escaped = true;
            // A name that is written with escapes is none of ours.
            length = LONGEST_NAME + 1;
        } else if (value == '\n') {
            // No JSON text goes on in the next line; whatever this was, it is over.
            inText = false;
            lineBegins = true;
        } else if (length < LONGEST_NAME) {
            text[length++] = value;
        } else {
            length = LONGEST_NAME + 1;
        }
    }

    private void structure(byte value) {
        if (value >= '0' && value <= '9') {
            digit(value - '0');
            return;
        }
        endNumber();
        switch (value) {
            case '"' -> {
                inText = true;
                length = 0;
                member = Name.OTHER;
            }
            case ':' -> {
                member = name;
                name = Name.OTHER;
            }
            case '{' -> open();
            case '}' -> close();
            case '\n' -> line();
            case ' ', '\t', '\r' -> {}
            default -> {
                member = Name.OTHER;
                name = Name.OTHER;
            }
        }
        lineBegins = value == '\n' || value == '\r' && lineBegins;
    }

    private void open() {
        depth++;
        if (member == Name.USAGE && usageDepth == 0) {
            usageDepth = depth;
        }
        member = Name.OTHER;
    }

    private void close() {
        if (depth == usageDepth) {
            usageDepth = 0;
        }
        depth = Math.max(0, depth - 1);
        member = Name.OTHER;
    }

    /** An empty line ends an event; what a torn one left open must not hide the next. */
    private void line() {
        if (events && lineBegins) {
            depth = 0;
            usageDepth = 0;
            member = Name.OTHER;
        }
    }

    private void digit(int value) {
        lineBegins = false;
        if (!inNumber) {
            boolean wanted = (member == Name.INPUT || member == Name.OUTPUT) && depth > 0 && depth == usageDepth;
            if (!wanted) {
                member = Name.OTHER;
                return;
            }
            inNumber = true;
            number = 0;
        }
        number = Math.min(MOST_TOKENS, number * 10 + value);
    }

    private void endNumber() {
        if (!inNumber) {
            return;
        }
        inNumber = false;
        if (member == Name.INPUT) {
            input = number;
        } else {
            output = number;
        }
        member = Name.OTHER;
    }

    private Name name() {
        if (is(USAGE)) {
            return Name.USAGE;
        }
        if (is(INPUT[0]) || is(INPUT[1])) {
            return Name.INPUT;
        }
        return is(OUTPUT[0]) || is(OUTPUT[1]) ? Name.OUTPUT : Name.OTHER;
    }

    private boolean is(byte[] word) {
        return length == word.length && Arrays.equals(text, 0, length, word, 0, length);
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
