package dev.lakefront.backend;

import java.util.Locale;

/** What a model server's answer says of its endpoint, beyond the status: platforms tell it in words. */
public enum EndpointCondition {
    /** Somebody has switched it off; asking again does not help. */
    STOPPED,
    /** It is being started, updated or woken up, and has not looked at the call. */
    NOT_READY,
    /** It is full. */
    OVERLOADED,
    /** The model itself failed on this input. */
    MODEL_ERROR,
    /** The input is not what the model's signature wants. */
    SCHEMA_ERROR;

    /** As callers see it: in lower case with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
