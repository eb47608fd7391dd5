package dev.lakefront.catalog;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A published document as it goes over the wire, with the validator that names exactly these bytes. */
public final class Rendition {

    private final ByteBuffer body;
    private final String mediaType;
    private final String etag;

    /** @param bytes taken over: not to be changed afterwards */
    Rendition(byte[] bytes, String mediaType) {
        this.body = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        this.mediaType = mediaType;
        this.etag = '"' + sha256(bytes) + '"';
    }

    /** The bytes, in a buffer of the caller's own over memory that all share; cannot be written to. */
    public ByteBuffer body() {
        return body.duplicate();
    }

    public String mediaType() {
        return mediaType;
    }

    /** A strong entity tag with its quotes (RFC 9110, section 8.8.3). */
    public String etag() {
        return etag;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
