package dev.lakefront.document;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param code stable, {@code LF} and four digits; documented in {@code docs/configuration.md}
 * @param message what is wrong, what was possible, what to do; never holds a secret
 * @param position where; absent when the finding is about no file in particular
 * @param sourceLine the text of that line, for the caret; absent where there is none
 * @param length how many characters the caret underlines, at least 1
 */
public record Finding(
        Severity severity,
        String code,
        String message,
        @Nullable Position position,
        @Nullable String sourceLine,
        int length) {

    public Finding {
        length = Math.max(1, length);
    }
}
