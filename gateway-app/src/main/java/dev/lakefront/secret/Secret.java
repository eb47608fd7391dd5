package dev.lakefront.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that is never printed: neither by {@code toString} nor in a log, a report or an exception. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself: for the one place that sends or compares it. */
    public String reveal() {
        return value;
    }

    boolean isEmpty() {
        return value.isEmpty();
    }

    /** Takes the same time wherever two values of one length differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
