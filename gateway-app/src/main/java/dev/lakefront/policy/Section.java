package dev.lakefront.policy;

import java.util.Locale;

/** The two ways of a call: a policy stands on the way in or on the way out. */
public enum Section {
    /** From the caller to the model server. */
    INBOUND,
    /** From the model server to the caller. */
    OUTBOUND;

    /** As policy documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
