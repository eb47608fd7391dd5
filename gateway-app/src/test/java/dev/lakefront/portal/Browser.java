package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.lakefront.Tool;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real browser: Debian's Chromium. Watches for what no page may do: break the content security policy, write an error
 * to the console, ask a foreign host.
 */
public final class Browser implements AutoCloseable {

    private static final int DESK = 1280;
    private static final int[] WIDTHS = {DESK, 390};
    private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String TELL_VIOLATIONS = "document.addEventListener('securitypolicyviolation', event =>"
            + " console.error('CSP violation: ' + event.violatedDirective + ' ' + event.blockedURI))";

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** Where there is no Chromium, the test is skipped, or fails as {@link Tool} says. */
    public static Browser start() {
        Path program = Tool.onPath("chromium", "chromium-browser");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(program)
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
    }

    /** A visitor of their own, with no cookies. */
    public Visit visit(String url) {
        return visit(url, true);
    }

    /** A visitor whose browser runs no script. */
    public Visit visitWithoutScript(String url) {
        return visit(url, false);
    }

    private Visit visit(String url, boolean script) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(url)
                .setJavaScriptEnabled(script)
                // Colours do not fade into each other while they are measured.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1280, 900));
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        return new Visit(context, URI.create(url), script);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** One visitor's pages, and what went wrong on them. */
    public static final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final URI home;
        private final boolean script;
        private final Page page;
        private final List<String> wrong = new CopyOnWriteArrayList<>();
        private final List<String> tolerated = new CopyOnWriteArrayList<>();

        private Visit(BrowserContext context, URI home, boolean script) {
            this.context = context;
            this.home = home;
            this.script = script;
            context.addInitScript(TELL_VIOLATIONS);
            this.page = context.newPage();
            page.setDefaultTimeout(8_000);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    wrong.add(message.text() + " at " + message.location());
                }
            });
            page.onPageError(error -> wrong.add("uncaught: " + error));
            page.onRequest(request -> {
                if (request.url().startsWith("http") && !request.url().startsWith(home.toString())) {
                    wrong.add("foreign host: " + request.url());
                }
            });
        }

        public Page page() {
            return page;
        }

        public Page open(String path) {
            page.navigate(home + path);
            return page;
        }

        /** Through the form; the password of a local user is its name. */
        public Visit signIn(String name) {
            open("/portal/sign-in");
            page.fill("input[name=username]", name);
            page.fill("input[name=password]", name);
            page.click("main button");
            page.waitForURL(url -> !url.contains("/sign-in"));
            return this;
        }

        /** What may go wrong: a console message that contains this. */
        public Visit tolerate(String part) {
            tolerated.add(part);
            return this;
        }

        /** As it looks on a desk and on a telephone, by day and by night: {@code target/screenshots/<name>-*.png}. */
        public void screenshots(String name) {
            for (int width : WIDTHS) {
                for (ColorScheme scheme : SCHEMES) {
                    show(width, scheme);
                    photograph(name, width, scheme);
                }
            }
            show(DESK, ColorScheme.LIGHT);
        }

        /** By what axe knows of WCAG 2.2 AA, by day and by night, and without a sideways scroll at 320 pixels. */
        public void assertAccessible() {
            for (ColorScheme scheme : SCHEMES) {
                show(DESK, scheme);
                assertNoViolations(scheme);
            }
            assertNarrow();
        }

        /** Both at once: axe looks at the desk by day and at the telephone by night. */
        public void examine(String name) {
            for (int width : WIDTHS) {
                for (ColorScheme scheme : SCHEMES) {
                    show(width, scheme);
                    if (script && (width == DESK) == (scheme == ColorScheme.LIGHT)) {
                        assertNoViolations(scheme);
                    }
                    photograph(name, width, scheme);
                }
            }
            assertNarrow();
        }

        private void show(int width, ColorScheme scheme) {
            page.setViewportSize(width, width == DESK ? 900 : 844);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }

        private void photograph(String name, int width, ColorScheme scheme) {
            if (script) {
                page.evaluate("scrollTo(0, 0)");
            }
            String file = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(file))
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setFullPage(true));
        }

        private void assertNoViolations(ColorScheme scheme) {
            // What passes is counted and not described, which would take longer than to look.
            AxeRunOptions options = new AxeRunOptions();
            options.setResultTypes(List.of("violations"));
            List<String> found = new AxeBuilder(page)
                    .options(options).withTags(RULES).setLegacyMode(true).analyze().getViolations().stream()
                            .map(rule -> rule.getId() + ": "
                                    + rule.getNodes().stream()
                                            .map(node -> node.getHtml() + " "
                                                    + node.getAny().stream()
                                                            .map(check -> check.getMessage())
                                                            .toList())
                                            .toList())
                            .toList();
            assertThat(found).as(page.url() + " " + scheme).isEmpty();
        }

        private void assertNarrow() {
            page.setViewportSize(320, 700);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + page.url() + " at 320 px")
                    .isEqualTo(320);
            show(DESK, ColorScheme.LIGHT);
        }

        /** Nothing went wrong on any page so far. */
        public void assertClean() {
            assertThat(wrong.stream().filter(one -> tolerated.stream().noneMatch(one::contains)))
                    .isEmpty();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
