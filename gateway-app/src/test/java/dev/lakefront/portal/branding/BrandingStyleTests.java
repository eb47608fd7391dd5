package dev.lakefront.portal.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandingStyleTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"#0b6e8f", "#ffff00", "#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff", "#808080", "#f5a623"
            })
    void canBeReadWhateverTheColour(String accent) {
        Matcher found = Pattern.compile("--accent: (#\\w+); --accent-text: (#\\w+); --accent-soft: (#\\w+);")
                .matcher(BrandingStyle.css(accent));

        for (String ground : new String[] {"#f7f8f9", "#171f25"}) {
            assertThat(found.find()).isTrue();
            Colour colour = Colour.of(found.group(1));
            assertThat(colour.contrast(Colour.of(ground))).isGreaterThanOrEqualTo(4.5);
            assertThat(colour.contrast(Colour.of(found.group(2)))).isGreaterThanOrEqualTo(4.5);
            assertThat(colour.contrast(Colour.of(found.group(3)))).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void leavesThePortalsOwnColoursWithoutAnAccent() {
        assertThat(BrandingStyle.css(null)).doesNotContain("{");
    }

    @Test
    void takesNothingButColours() {
        assertThatThrownBy(() -> Colour.of("#fff;} body{display:none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("six hexadecimal digits");
    }

    @Test
    void measuresAsTheGuidelinesDo() {
        assertThat(Colour.WHITE.contrast(Colour.BLACK)).isEqualTo(21.0);
        assertThat(Colour.of("#767676").contrast(Colour.WHITE)).isBetween(4.54, 4.55);
    }
}
