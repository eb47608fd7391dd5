package dev.lakefront.subscription;

import java.util.function.IntPredicate;

/**
 * Characters that nobody sees and that change how others look, or what they seem to be: those that turn the direction of
 * writing, those without a width, control characters. The joiners stay, because scripts and emoji are written with them.
 */
public final class HiddenCharacters {

    private static final int MARK = 0xfffd;

    private HiddenCharacters() {}

    /** What somebody typed without them: they mostly come with what is pasted. Lines end as they do here. */
    static String removed(String typed) {
        return typed.replace("\r\n", "\n")
                .codePoints()
                .filter(((IntPredicate) HiddenCharacters::isHidden).negate())
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What somebody else wrote, with a sign in the place of each, so that it can be seen. */
    public static String shown(String text) {
        return text.codePoints().noneMatch(HiddenCharacters::isHidden)
                ? text
                : text.codePoints()
                        .map(one -> isHidden(one) ? MARK : one)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isHidden(int one) {
        return Character.isISOControl(one) && one != '\n' && one != '\r' && one != '\t'
                || one == 0x061c
                || one == 0x200b
                || one >= 0x202a && one <= 0x202e
                || one >= 0x2060 && one <= 0x2069
                || one == 0xfeff
                || one >= 0xe0000 && one <= 0xe007f;
    }
}
