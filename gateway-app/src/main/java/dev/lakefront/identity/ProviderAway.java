package dev.lakefront.identity;

/** The identity provider could not be asked. */
final class ProviderAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderAway(Throwable cause) {
        super("the identity provider could not be asked", cause);
    }
}
