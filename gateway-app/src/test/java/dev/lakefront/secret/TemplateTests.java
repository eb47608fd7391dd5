package dev.lakefront.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.secret.Template.Literal;
import dev.lakefront.secret.Template.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTests {

    @Test
    void findsReferencesAnywhereInAText() {
        assertThat(Template.parse("Bearer ${env:A}-${file:/run/a:b c}.").parts())
                .containsExactly(
                        new Literal("Bearer "),
                        new Reference("env", "A"),
                        new Literal("-"),
                        new Reference("file", "/run/a:b c"),
                        new Literal("."));
    }

    @Test
    void takesTwoDollarsForOne() {
        assertThat(Template.parse("$${env:A} costs $5 $(x) $").parts())
                .containsExactly(new Literal("${env:A} costs $5 $(x) $"));
        assertThat(Template.parse("").parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:A", "${}", "${A}", "${env:}", "${env: }", "${Env:A}", "${:A}"})
    void refusesWhatIsNoReferenceWithoutShowingIt(String text) {
        assertThatThrownBy(() -> Template.parse("s3cret" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("$${");
    }
}
