package dev.lakefront.subscription;

/** Says why a subscription was not made or changed. The message is for the person who asked, and holds no secret. */
public final class ChangeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is, for programs. */
    public enum Reason {
        /** What was sent can't be: a missing title, a name with capitals, a day in the past. */
        INVALID,
        /** There is no such product or API. */
        NOTHING_TO_SUBSCRIBE_TO,
        TERMS_NOT_ACCEPTED,
        /** The owner has as many subscriptions to it as one can have. */
        TOO_MANY,
        /** The subscription's state does not allow it. */
        WRONG_STATE,
        /** Both keys are in use. */
        NO_ROOM_FOR_A_KEY
    }

    private final Reason reason;

    ChangeRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** For what somebody typed and nobody can understand. */
    public static ChangeRefused invalid(String message) {
        return new ChangeRefused(Reason.INVALID, message);
    }

    public Reason reason() {
        return reason;
    }
}
