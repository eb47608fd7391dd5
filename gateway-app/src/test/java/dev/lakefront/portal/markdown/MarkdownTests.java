package dev.lakefront.portal.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "a <b onclick=\"alert(1)\">b</b>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html,<script>alert(1)</script>)",
                "[x](//evil.example)",
                "[x](/\\evil.example)",
                "[x](vbscript:x)",
                "![x](https://evil.example/a.png)",
                "![x](javascript:alert(1))",
                "<javascript:alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]",
                "[x](https://ok.example \"t\\\" onclick=alert(1)\")",
                "| a |\n| --- |\n| <svg/onload=alert(1)> |"
            })
    void makesNothingThatCanAct(String markdown) {
        String html = Markdown.part(markdown);

        assertThat(html)
                .doesNotContainPattern("<(script|img|svg|b|iframe|style)")
                .doesNotContainPattern("(?i)href=\"(javascript|data|vbscript|//|/\\\\)")
                .doesNotContainPattern("<[a-z]+[^>]* on[a-z]+=");
    }

    @Test
    void keepsWhatIsMeant() {
        assertThat(Markdown.part("# Big\n\n*so* `code` [x](https://ok.example/a?b=c&d)\n\n| a |\n| --- |\n| 1 |"))
                .contains("<h3>Big</h3>")
                .contains("<em>so</em> <code>code</code>")
                .contains("href=\"https://ok.example/a?b=c&amp;d\"")
                .contains("rel=\"noopener noreferrer nofollow\"")
                .contains("<table>");
        assertThat(Markdown.page("# Big\n\n## A part")).contains("<h1 id=\"big\">", "<h2 id=\"a-part\">");
        assertThat(Markdown.plain("a *b* [c](https://d.example)\n\ne")).isEqualTo("a b c e");
        assertThat(Markdown.lead("# A\n\nb *c*\nd\n\ne")).isEqualTo("b c d");
    }
}
