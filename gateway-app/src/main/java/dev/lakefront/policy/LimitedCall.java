package dev.lakefront.policy;

import org.jspecify.annotations.Nullable;

/** What limits ask of a call: whose it is and how large. */
public interface LimitedCall {

    /** The id of the caller's subscription; absent for a call without a key. */
    @Nullable
    String subscription();

    /** The caller's address; of IPv6 its network. */
    String clientAddress();

    /** The value of a header; empty when it is not there. */
    String header(String name);

    /** The texts that an embeddings call asks about, at least 1. Asked only where {@link LimitPlan#countsBody} says so. */
    long inputs();

    /** The records that a call asks a model to score, at least 1. Asked only where {@link LimitPlan#countsBody} says so. */
    long rows();

    /** How many bytes of its body are held in memory. */
    long held();
}
