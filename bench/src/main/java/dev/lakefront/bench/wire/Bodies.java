package dev.lakefront.bench.wire;

import java.nio.charset.StandardCharsets;

/**
 * What is sent and answered. A request says in its first bytes what it wants back, so every system carries the wish
 * through without a header or path of its own; an answer repeats the request's id, so a mixed-up answer is noticed.
 */
public final class Bodies {

    /** Bytes of an id. */
    public static final int ID_LENGTH = 16;

    /** Where the id begins, in requests and in answers. */
    public static final int ID_AT = "{\"id\":\"".length();

    private static final String FORM =
            "{\"id\":\"0000000000000000\",\"answer\":\"%08d\",\"delay\":\"%05d\",\"chunks\":\"%04d\",\"pad\":\"";
    private static final String ANSWER = "{\"id\":\"0000000000000000\",\"predictions\":\"";
    private static final String END = "\"}";

    /** Bytes of a request that say what is wanted. */
    public static final int WISH_LENGTH = FORM.formatted(0, 0, 0).length();

    private static final int ANSWER_AT = FORM.indexOf("%08d");
    private static final int DELAY_AT = ANSWER_AT + 8 + "\",\"delay\":\"".length();
    private static final int CHUNKS_AT = DELAY_AT + 5 + "\",\"chunks\":\"".length();

    private Bodies() {}

    /**
     * What a request wants back.
     *
     * @param answerBytes how long the answer is, at least 64
     * @param delayMillis how long the model works; with chunks, the time between two of them
     * @param chunks how many events, or 0 for one JSON object
     */
    public record Wish(int answerBytes, int delayMillis, int chunks) {}

    /** A request of so many bytes, with an id of zeros. */
    public static byte[] request(int bytes, Wish wish) {
        return padded(FORM.formatted(wish.answerBytes(), wish.delayMillis(), wish.chunks()), bytes);
    }

    /** An answer of so many bytes, with an id of zeros. */
    public static byte[] answer(int bytes) {
        return padded(ANSWER, bytes);
    }

    /** @param start the first {@link #WISH_LENGTH} bytes of a request */
    public static Wish wish(byte[] start) {
        return new Wish(number(start, ANSWER_AT, 8), number(start, DELAY_AT, 5), number(start, CHUNKS_AT, 4));
    }

    private static byte[] padded(String beginning, int bytes) {
        StringBuilder text = new StringBuilder(bytes).append(beginning);
        // A pattern that repeats at no power of two: a lost or doubled buffer does not look like the next one.
        for (int i = 0; text.length() < bytes - END.length(); i++) {
            text.append((char) ('a' + (i * 7 + i / 251) % 26));
        }
        return text.append(END).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int number(byte[] bytes, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
