package dev.lakefront.usage;

/**
 * Port to whatever wants to know of every call: meters, the access log. Found by injecting {@code List<UsageListener>}.
 *
 * <p>Called on an event loop, by several threads at once; must not block. What it throws is logged and hurts no call.
 */
public interface UsageListener {

    /** A call has ended. */
    void ended(UsageRecord usage);
}
