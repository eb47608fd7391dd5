package dev.lakefront.subscription;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * A key that the gateway issues, shown once: {@code lf_}, 8 characters that name it, 32 that are secret, 6 that check
 * the rest; 49 in all, the last 46 of them base62.
 *
 * <p>The 32 are 190.5 bits of chance, too much to guess, so a plain SHA-256 of the key is safe to keep. The check is the
 * CRC-32 of all before it: a typo is told without a look-up, and scanners for leaked secrets know a key when they see
 * one. The text never appears in {@code toString}.
 */
public final class SubscriptionKey {

    /** What every issued key begins with. */
    static final String MARK = "lf_";

    private static final int NAME_LENGTH = 8;
    private static final int SECRET_LENGTH = 32;
    private static final int CHECK_LENGTH = 6;
    private static final int BODY_LENGTH = MARK.length() + NAME_LENGTH + SECRET_LENGTH;
    private static final int LENGTH = BODY_LENGTH + CHECK_LENGTH;

    private final String text;

    private SubscriptionKey(String text) {
        this.text = text;
    }

    /**
     * A new key.
     *
     * @param random must not be predictable: a {@link java.security.SecureRandom}
     */
    public static SubscriptionKey issue(RandomGenerator random) {
        String body = MARK + Base62.random(NAME_LENGTH + SECRET_LENGTH, random);
        return new SubscriptionKey(body + check(body));
    }

    /** Empty for what was never issued: another form, or a typo. */
    public static Optional<SubscriptionKey> parse(String text) {
        return isWellFormed(text) ? Optional.of(new SubscriptionKey(text)) : Optional.empty();
    }

    static boolean isWellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith(MARK)
                && Base62.isBase62(text.substring(MARK.length()))
                && text.endsWith(check(text.substring(0, BODY_LENGTH)));
    }

    /** The secret itself, to show to its owner once. */
    public String reveal() {
        return text;
    }

    /** What may be shown and stored, to know the key by. */
    public String prefix() {
        return text.substring(0, MARK.length() + NAME_LENGTH);
    }

    public KeyDigest digest() {
        return KeyDigest.of(text);
    }

    private static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.encode(crc.getValue(), CHECK_LENGTH);
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
