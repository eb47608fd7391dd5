package dev.lakefront.identity;

/** Is told when somebody signs out, to end what was theirs for this visit. */
public interface SignOutListener {

    /** Must not block: event loops call it. */
    void signedOut(Visitor visitor);
}
