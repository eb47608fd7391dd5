package dev.lakefront.backend;

/** There is no credential to sign in with right now; the message says why, without any secret. */
public final class CredentialUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CredentialUnavailable(String message) {
        super(message);
    }
}
