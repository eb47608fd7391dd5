package dev.lakefront.portal.api;

/** Thrown for a page that is shown only to visitors who are known; they are sent to sign in. */
public final class SignInNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /** @param path to come back to */
    public SignInNeeded(String path) {
        super("sign in first", null, false, false);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
