package dev.lakefront.subscription;

import java.util.Locale;
import java.util.Set;

/** Where a subscription stands, in API Management's words. Only {@link #ACTIVE} lets a call pass. */
public enum SubscriptionState {
    /** Asked for, not approved yet; {@code pending} means the same. */
    SUBMITTED,
    ACTIVE,
    /** Switched off for a while. */
    SUSPENDED,
    /** Asked for and not approved: its keys are as good as unknown. */
    REJECTED,
    /** Ended for good: its keys are as good as unknown. */
    CANCELLED,
    EXPIRED;

    /** Those that something can still happen to. */
    public static final Set<SubscriptionState> LIVING = Set.of(SUBMITTED, ACTIVE, SUSPENDED);

    /** The word in files, for people and in the audit log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
