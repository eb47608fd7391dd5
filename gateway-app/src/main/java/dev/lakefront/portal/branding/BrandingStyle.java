package dev.lakefront.portal.branding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the style sheet that puts an accent colour in the place of the portal's own. The colour is made darker, or on
 * dark ground lighter, until it can be read wherever the portal uses it.
 */
final class BrandingStyle {

    /** What text needs (WCAG 2.2, success criterion 1.4.3), and a little for the rounding of browsers. */
    private static final double READABLE = 4.6;

    private static final double STEP = 0.04;

    /** The grounds of {@code portal.css} that links and buttons stand on. */
    private static final List<Colour> LIGHT = List.of(Colour.WHITE, Colour.of("#f7f8f9"), Colour.of("#eef1f3"));

    private static final List<Colour> DARK = List.of(Colour.of("#0f1519"), Colour.of("#171f25"), Colour.of("#0b1013"));

    private static final Colour DARK_TEXT = Colour.of("#0b1013");

    private BrandingStyle() {}

    /** @param accent {@code #rrggbb}; absent leaves the portal's own */
    static String css(@Nullable String accent) {
        if (accent == null) {
            return "/* The portal's own colours: config/portal/branding.yaml sets no accent. */\n";
        }
        Colour light = readable(Colour.of(accent), Colour.BLACK, LIGHT, Colour.WHITE, 0.88);
        Colour dark = readable(Colour.of(accent), Colour.WHITE, DARK, DARK_TEXT, 0.8);
        return ":root { " + variables(light, Colour.WHITE, light.mix(Colour.WHITE, 0.88)) + " }\n"
                + "@media (prefers-color-scheme: dark) { :root { "
                + variables(dark, DARK_TEXT, dark.mix(DARK_TEXT, 0.8)) + " } }\n";
    }

    private static String variables(Colour accent, Colour text, Colour soft) {
        return "--accent: " + accent + "; --accent-text: " + text + "; --accent-soft: " + soft + ";";
    }

    private static Colour readable(Colour wish, Colour end, List<Colour> grounds, Colour ground, double softness) {
        Colour colour = wish;
        for (double share = STEP; share <= 1 && !isReadable(colour, grounds, ground, softness); share += STEP) {
            colour = wish.mix(end, share);
        }
        return colour;
    }

    private static boolean isReadable(Colour colour, List<Colour> grounds, Colour ground, double softness) {
        return colour.contrast(colour.mix(ground, softness)) >= READABLE
                && grounds.stream().allMatch(each -> colour.contrast(each) >= READABLE);
    }
}
