package dev.lakefront.subscription;

import org.jspecify.annotations.Nullable;

/** What people write to each other with a change. */
final class Comments {

    private static final int MAX_LENGTH = 1000;

    private Comments() {}

    /** Without the space around it; absent when there is nothing. Fails with {@link ChangeRefused} when it is too long. */
    static @Nullable String checked(@Nullable String comment) {
        if (comment == null || comment.isBlank()) {
            return null;
        }
        String text = HiddenCharacters.removed(comment).strip();
        if (text.length() > MAX_LENGTH) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.INVALID, "A comment must be no longer than " + MAX_LENGTH + " characters.");
        }
        return text;
    }
}
