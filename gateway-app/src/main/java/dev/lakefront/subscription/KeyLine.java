package dev.lakefront.subscription;

/** Writes the line that declares a key in {@code config/subscriptions/<id>.yaml}. */
public final class KeyLine {

    private KeyLine() {}

    /**
     * The line for a key, issued or chosen; it holds no secret.
     *
     * @throws IllegalArgumentException when the text is no good as a key; the message says why and does not quote it
     */
    public static String of(String name, String keyText) {
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
