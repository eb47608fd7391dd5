package dev.lakefront.usage;

import dev.lakefront.usage.UsageRecord.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are added up together. A part that a call does not have is empty: no id is.
 *
 * @param keyName which of the subscription's keys
 * @param status as in {@link UsageRecord}; one that no standard knows stands as its class, such as 500
 */
public record UsageKey(
        String api,
        String product,
        String subscription,
        String keyName,
        String operation,
        int status,
        Outcome outcome) {

    /** What the store has room for; longer names of operations are cut. */
    private static final int LONGEST = 255;

    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;

    public UsageKey {
        api = cut(api);
        product = cut(product);
        subscription = cut(subscription);
        keyName = cut(keyName);
        operation = cut(operation);
    }

    /** The key of a call. */
    public static UsageKey of(UsageRecord usage) {
        UsageRecord.Target target = usage.target();
        return new UsageKey(
                orEmpty(target.api()),
                orEmpty(target.product()),
                orEmpty(target.subscription()),
                orEmpty(target.keyName()),
                orEmpty(target.operation()),
                bounded(usage.status()),
                usage.outcome());
    }

    /** A model server may answer any number, and each would be a row of its own. */
    private static int bounded(int status) {
        boolean usual = status >= FIRST_STATUS && status <= LAST_STATUS && status % 100 < 52;
        return usual || status == UsageRecord.NO_STATUS ? status : status / 100 * 100;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String cut(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }
}
