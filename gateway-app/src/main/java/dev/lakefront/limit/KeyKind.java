package dev.lakefront.limit;

/** Whose calls are counted together. */
public enum KeyKind {
    /** The calls of one subscription, whichever of its keys was used. */
    SUBSCRIPTION,
    /** All calls of one API. */
    API,
    /** All calls that are made under one product. */
    PRODUCT,
    /** The calls that come from one address; of IPv6, from one network of 64 bits, which one caller has to itself. */
    CLIENT_ADDRESS,
    /** The calls that carry one value of a header. */
    HEADER
}
