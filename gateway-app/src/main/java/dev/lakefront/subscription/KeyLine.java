package dev.lakefront.subscription;

import java.util.regex.Pattern;

/** Writes the line that declares a key in {@code config/subscriptions/<id>.yaml}. */
public final class KeyLine {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private KeyLine() {}

    /**
     * The line for a key, issued or chosen; it holds no secret.
     *
     * @param name what tells the key from the subscription's other one: lower-case letters, digits and {@code -}
     * @throws IllegalArgumentException when the text is no good as a key; the message says why and does not quote it
     */
    public static String of(String name, String keyText) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a key cannot be named '" + name
                    + "'; use 1 to 63 lower-case letters, digits and '-', such as primary");
        }
        KeyText.flawOfChosen(keyText).ifPresent(flaw -> {
            throw new IllegalArgumentException("this cannot be a subscription key: " + flaw);
        });
        return SubscriptionKey.parse(keyText)
                .map(key -> line(name, key.digest(), ", prefix: " + key.prefix()))
                .orElseGet(() -> line(name, KeyDigest.of(keyText), ""));
    }

    private static String line(String name, KeyDigest digest, String prefix) {
        return "- { name: " + name + ", hash: \"" + digest.written() + "\"" + prefix + " }";
    }
}
