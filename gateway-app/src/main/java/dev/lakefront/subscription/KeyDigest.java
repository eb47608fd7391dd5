package dev.lakefront.subscription;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * All that the gateway keeps of a key: the SHA-256 of its text.
 *
 * <p>No salt and no pepper here, on purpose. What is kept in git must be computable by whoever commits it, without a
 * secret of the gateway's; the strength lies in the key, which is 190 bits of chance where it was issued and at least
 * {@value KeyText#MIN_CHOSEN_LENGTH} characters where it was chosen. A pepper over this digest would add nothing while
 * both lie in one process' memory. Nor is there one in the portal's database: all keys in it were issued, so that a digest
 * that was stolen leads to no key, and a pepper would be one more secret to keep alike on all replicas.
 */
public final class KeyDigest {

    /** What the written form begins with. */
    static final String FORM = "sha256:";

    private static final int BYTES = 32;

    private final byte[] sha256;

    private KeyDigest(byte[] sha256) {
        this.sha256 = sha256;
    }

    /** The digest of a key's text. */
    public static KeyDigest of(String keyText) {
        try {
            return new KeyDigest(MessageDigest.getInstance("SHA-256").digest(keyText.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Reads {@code sha256:<64 hexadecimal digits>}; empty for anything else. */
    public static Optional<KeyDigest> parse(String written) {
        if (!written.startsWith(FORM) || written.length() != FORM.length() + 2 * BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyDigest(HexFormat.of().parseHex(written, FORM.length(), written.length())));
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
    }

    /** The form to commit: {@code sha256:<hex>}. */
    public String written() {
        return FORM + HexFormat.of().formatHex(sha256);
    }

    /** In constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest digest && MessageDigest.isEqual(sha256, digest.sha256);
    }

    /** Its first four bytes: evenly spread already, and nobody can choose them. */
    @Override
    public int hashCode() {
        return sha256[0] << 24 | (sha256[1] & 0xff) << 16 | (sha256[2] & 0xff) << 8 | sha256[3] & 0xff;
    }

    @Override
    public String toString() {
        return written().substring(0, FORM.length() + 8) + "…";
    }
}
