package dev.lakefront.catalog;

/** Thrown when a document cannot be imported; the message says what, where (JSON pointer or line) and what to do. */
public final class DocumentRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a stable word: {@code too-large}, {@code not-openapi}, {@code syntax}, {@code no-paths},
     *     {@code too-deep}, {@code unsupported-version}, {@code no-format-left}
     */
    public DocumentRefused(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
