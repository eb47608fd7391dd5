package dev.lakefront.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that can be used with a keyboard, over a slow line, and without script. What axe says: {@link ScreenshotTests}. */
class AccessiblePagesTests {

    private static final int MOST_BYTES = 100_000;

    private static final String MARK_CONTROLS = """
        () => {
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(one => !one.disabled && one.tabIndex >= 0 && one.type !== 'hidden' && one.checkVisibility());
          window.controls = all;
          window.reached = new Set();
          window.unseen = [];
          return all.length;
        }
        """;

    private static final String NOTE_FOCUS = """
        () => {
          const one = document.activeElement;
          const style = getComputedStyle(one);
          const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || one.type === 'file';
          if (one !== document.body && !seen) window.unseen.push(one.outerHTML.slice(0, 120));
          window.reached.add(one);
        }
        """;

    private static final String NOT_REACHED =
            "() => window.controls.filter(one => !window.reached.has(one)).map(one => one.outerHTML.slice(0, 120))";

    @TempDir
    private static Path folder;

    private static BrowsedPortal portal;
    private static Browser.Visit developer;

    @BeforeAll
    static void start() {
        Company.write(folder);
        portal = BrowsedPortal.start(folder);
        developer = portal.visit().signIn("demo");
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal",
                "/portal/apis",
                "/portal/docs/management?operation=createSubscription",
                "/portal/apis/iris",
                "/portal/apis/iris/try",
                "/portal/apis/assistant/try",
                "/portal/apis/iris/reference",
                "/portal/apis/iris/code",
                "/portal/products/internal/subscribe",
                "/portal/keys",
                "/portal/usage",
                "/portal/docs/keys"
            })
    @SuppressWarnings("unchecked")
    void canBeUsedWithTheKeyboard(String path) {
        Page page = developer.open(path);
        int controls = (int) page.evaluate(MARK_CONTROLS);

        // Fields of dates have several stops each.
        for (int step = 0; step < controls + 20; step++) {
            page.keyboard().press("Tab");
            page.evaluate(NOTE_FOCUS);
        }

        assertThat((List<String>) page.evaluate(NOT_REACHED)).as("not reached").isEmpty();
        assertThat((List<String>) page.evaluate("() => window.unseen"))
                .as("focus is not seen")
                .isEmpty();
        developer.assertClean();
    }

    @Test
    void letKeyboardsSkipTheHead() {
        Page page = developer.open("/portal/apis");

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        assertThat(page.locator(".skip")).isInViewport();
        page.keyboard().press("Enter");

        assertThat(page.locator("#main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#q")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal",
                "/portal/apis",
                "/portal/apis/iris",
                "/portal/apis/iris/try",
                "/portal/apis/assistant/reference",
                "/portal/apis/iris/code",
                "/portal/docs/management",
                "/portal/docs/problems",
                "/portal/status"
            })
    void areLight(String path) {
        AtomicLong bytes = new AtomicLong();
        try (Browser.Visit stranger = portal.visit()) {
            stranger.page().onRequestFinished(request -> bytes.addAndGet(request.sizes().responseBodySize));

            stranger.open(path).waitForLoadState();

            assertThat(bytes.get()).as("bytes of " + path).isBetween(5_000L, (long) MOST_BYTES);
            assertThat(stranger.page()
                            .evaluate("document.querySelectorAll('script:not([defer]):not([type=module])').length"))
                    .as("scripts that hold the page up")
                    .isEqualTo(0);
        }
    }

    @Test
    void showAllThatTheySayWithoutScript() {
        try (Browser.Visit plain = portal.visitWithoutScript()) {
            Page page = plain.open("/portal/apis");
            assertThat(page.locator("#found li")).hasCount(4);
            page.fill("#q", "flower");
            page.click("main button");
            assertThat(page.locator("#found li")).hasCount(1);
            assertThat(page.locator("[data-copy]:visible")).hasCount(0);
            plain.open("/portal/apis/iris/try");
            assertThat(page.locator("#body")).isVisible();
            assertThat(page.locator("#body")).hasValue(java.util.regex.Pattern.compile("dataframe"));
        }
    }
}
