package dev.lakefront.demo;

/** The condition that an endpoint of the simulated workspace is put in, to see what a caller makes of it. */
public enum EndpointCondition {
    /** It answers. */
    READY,
    /** It is there and cannot answer yet: 503 to a query, {@code NOT_READY} in its entry, no document. */
    NOT_READY,
    /** Somebody stopped it: 400 to a query, {@code DEPLOYMENT_STOPPED} in its entry, no document. */
    STOPPED
}
