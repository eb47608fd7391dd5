package dev.lakefront.secret;

/** A secret that is there but can't be had; the message says why and never holds a part of it. */
public final class SecretUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SecretUnreadable(String message) {
        super(message);
    }
}
