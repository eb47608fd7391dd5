package dev.lakefront.subscription;

import java.util.Optional;

/** What the text of a key may be, wherever it comes from. */
final class KeyText {

    /** The bound that API Management sets. */
    static final int MAX_LENGTH = 256;

    /** Shorter ones could be found by trying, given their digest. */
    static final int MIN_CHOSEN_LENGTH = 16;

    private KeyText() {}

    /** Why the text can be nobody's key; empty when it might be one. Never quotes it. */
    static Optional<String> flaw(String text) {
        if (text.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("it is longer than " + MAX_LENGTH + " characters");
        }
        if (text.indexOf(',') >= 0) {
            return Optional.of("it has a comma in it; send one key, once");
        }
        if (!isVisibleAscii(text)) {
            return Optional.of("it has a space, a control character or a character outside ASCII in it");
        }
        if (text.startsWith(SubscriptionKey.MARK) && !SubscriptionKey.isWellFormed(text)) {
            return Optional.of("it is mistyped or cut off: its last characters do not fit the rest");
        }
        return Optional.empty();
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Why the text should not be made a key; empty when it is good. Never quotes it. */
    static Optional<String> flawOfChosen(String text) {
        return flaw(text)
                .or(() -> text.length() < MIN_CHOSEN_LENGTH
                        ? Optional.of("it is shorter than " + MIN_CHOSEN_LENGTH
                                + " characters and could be guessed; use a longer one, or let one be issued")
                        : Optional.empty());
    }
}
