package dev.lakefront.backend;

/** A question of the gateway itself that brought no usable answer; the message says why, without any secret. */
public final class BackendCallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to make of it. */
    public enum Reason {
        /** No connection, no answer in time, or an answer that broke off. */
        UNREACHABLE,
        /** The credential is missing or not accepted. */
        UNAUTHORISED,
        /** The credential is accepted but may not do this. */
        FORBIDDEN,
        /** There is no such thing. */
        NOT_FOUND,
        /** It is there but does not answer yet, or not at the moment. */
        NOT_READY,
        /** The answer is larger than what the gateway takes. */
        TOO_LARGE,
        /** An answer that means nothing to the gateway. */
        BAD_ANSWER,
        /** The gateway itself does not go there. */
        NOT_ALLOWED
    }

    private final Reason reason;

    public BackendCallFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
