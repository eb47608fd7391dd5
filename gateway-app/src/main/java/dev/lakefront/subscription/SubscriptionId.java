package dev.lakefront.subscription;

import java.util.regex.Pattern;

/** The name of a subscription: that of its file. */
public record SubscriptionId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public SubscriptionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("subscription id is '" + value
                    + "'; it must be 1 to 63 lower-case letters, digits and '-', and not begin with '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
