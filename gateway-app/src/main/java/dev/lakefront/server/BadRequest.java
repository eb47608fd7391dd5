package dev.lakefront.server;

/** A request whose head breaks one of the {@link RequestRules}. The message says which; it has no stack trace. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequest(String flaw) {
        super(flaw, null, false, false);
    }
}
