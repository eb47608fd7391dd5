package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that read, in a browser: axe finds nothing, nothing is refused by it, and nothing hangs over the edge. */
class AccessiblePagesTests {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final List<String> PAGES = List.of(
            "/portal",
            "/portal/apis",
            "/portal/apis/iris",
            "/portal/apis/iris/reference",
            "/portal/apis/assistant/reference",
            "/portal/apis/iris/code?lang=java",
            "/portal/products",
            "/portal/products/internal",
            "/portal/docs",
            "/portal/docs/keys",
            "/portal/docs/problems",
            "/portal/docs/management?operation=createSubscription",
            "/portal/docs/problems/quota-exceeded",
            "/portal/status",
            "/portal/nothing");

    @Test
    void areForEverybody(@TempDir Path folder) {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Debian's Chromium");
        try (PortalGateway portal = PortalGateway.start(folder);
                Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                        .setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox")))) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setViewportSize(scheme == ColorScheme.DARK ? 320 : 1280, 900));
                Page page = context.newPage();
                List<String> complaints = new ArrayList<>();
                page.onConsoleMessage(message -> {
                    if (message.type().equals("error") && !message.text().contains("404")) {
                        complaints.add(message.text());
                    }
                });
                for (String path : PAGES) {
                    page.navigate(portal.gateway().url() + path);
                    new AxeBuilder(page)
                            .analyze()
                            .getViolations()
                            .forEach(violation -> complaints.add(scheme + " " + path + ": " + violation.getId() + " "
                                    + violation.getNodes().getFirst().getHtml()));
                    Object over = page.evaluate(
                            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                    if (((Number) over).intValue() > 0) {
                        complaints.add(scheme + " " + path + " is " + over + " pixels too wide");
                    }
                }
                assertThat(complaints).isEmpty();
                context.close();
            }
        }
    }
}
