package dev.lakefront.proxy;

/** Raised when the workspace blames the gateway's credential, before a byte of its answer went to the caller. */
final class CredentialRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialRejected() {
        super("the workspace rejected the gateway's credential", null, false, false);
    }
}
