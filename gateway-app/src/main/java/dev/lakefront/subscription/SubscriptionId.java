package dev.lakefront.subscription;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The name of a subscription: that of its file, or one that the portal gave it. */
public record SubscriptionId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** What the ids of subscriptions of the portal begin with, and those of files don't. */
    public static final String STORED = "s-";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int STORED_LENGTH = 12;

    public SubscriptionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("subscription id is '" + value
                    + "'; it must be 1 to 63 lower-case letters, digits and '-', and not begin with '-'");
        }
    }

    /** A new one for a subscription of the portal. */
    static SubscriptionId stored(RandomGenerator random) {
        StringBuilder id = new StringBuilder(STORED);
        for (int i = 0; i < STORED_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new SubscriptionId(id.toString());
    }

    /** The id of a subscription of the portal; empty for a text that can be none. */
    public static Optional<SubscriptionId> stored(String text) {
        return text.startsWith(STORED) && FORM.matcher(text).matches()
                ? Optional.of(new SubscriptionId(text))
                : Optional.empty();
    }

    /** Whether it is one of the portal's. */
    public boolean isStored() {
        return value.startsWith(STORED);
    }

    @Override
    public String toString() {
        return value;
    }
}
