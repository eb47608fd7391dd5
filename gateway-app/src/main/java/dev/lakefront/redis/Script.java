package dev.lakefront.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one step.
 *
 * @param digest by which Redis knows it: the hexadecimal SHA-1 of its text
 */
public record Script(String text, String digest) {

    /**
     * Reads a script that lies beside a class.
     *
     * @throws UncheckedIOException when there is none
     */
    public static Script beside(Class<?> owner, String file) {
        try (InputStream stream = owner.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IOException("no " + file + " beside " + owner.getName());
            }
            byte[] bytes = stream.readAllBytes();
            return new Script(new String(bytes, StandardCharsets.UTF_8), digest(bytes));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String digest(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
