package dev.lakefront.limit;

/** Whose calls are counted together. */
public enum KeyKind {
    /** The calls of one subscription, whichever of its keys was used. */
    SUBSCRIPTION
}
