package dev.lakefront.portal.subscriptions;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.Browser;
import dev.lakefront.proxy.FakeBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the wish to the end of a key, in a browser, and whether each page on the way is for everybody. */
class SubscriptionBrowserTests {

    @TempDir
    Path folder;

    @Test
    void subscribesIsApprovedCallsRotatesAndRevokes() {
        try (FakeBackend backend = new FakeBackend();
                Browser browser = Browser.start()) {
            Portals.configure(folder, backend);
            Gateway.write(folder, "config/subscriptions/from-git.yaml", "title: From git\nscope: all\n");
            try (Gateway gateway = Gateway.startWithPortal(folder, LocalSignIn.class)) {
                tell(gateway, browser);
            }
        }
    }

    private static void tell(Gateway gateway, Browser browser) {
        try (Browser.Visit developer = browser.visit(gateway.url()).signIn("demo");
                Browser.Visit approver = browser.visit(gateway.url()).signIn("admin")) {
            Page page = developer.open("/portal/keys");
            developer.assertAccessible();
            subscribe(developer);
            developer.assertAccessible();

            approve(approver);

            page.reload();
            developer.assertAccessible();
            String first = key(developer, "Create the first key");
            developer.assertAccessible();
            assertThat(call(gateway, first)).isEqualTo(200);
            page.click("text=I saved it");
            developer.assertAccessible();
            page.click("text=Rotate or revoke");
            developer.assertAccessible();
            page.selectOption("#overlap", "HOUR");
            String second = key(developer, "Make a new key");
            assertThat(call(gateway, first)).isEqualTo(200);
            assertThat(call(gateway, second)).isEqualTo(200);
            page.click("text=I saved it");
            developer.assertAccessible();
            page.click("text=Rotate or revoke");
            page.fill("#confirm", "primary");
            page.click("text=Revoke the key");
            assertThat(call(gateway, first)).isEqualTo(401);

            developer.open("/portal/subscriptions");
            developer.assertAccessible();
            approver.open("/portal/admin/subscriptions");
            approver.assertAccessible();
            approver.open("/portal/admin/audit");
            approver.assertAccessible();
            developer.assertClean();
            approver.assertClean();
        }
    }

    private static void subscribe(Browser.Visit developer) {
        Page page = developer.open("/portal/products/guarded/subscribe");
        developer.assertAccessible();
        page.fill("#title", "Mobile app");
        page.fill("#purpose", "Scores of flowers, on the telephone.");
        page.check("[name=terms]");
        page.click("main button:has-text('Subscribe')");
        assertThat(page.textContent("h1")).isEqualTo("Mobile app");
    }

    private static void approve(Browser.Visit approver) {
        Page page = approver.open("/portal/admin/approvals");
        approver.assertAccessible();
        page.fill("[name=comment]", "Welcome");
        page.click("main button:has-text('Approve')");
        assertThat(page.textContent("main")).contains("Nobody waits");
    }

    private static String key(Browser.Visit developer, String button) {
        developer.page().click("text=" + button);
        String key = developer.page().textContent("#secret").strip();
        assertThat(key).matches("lf_[0-9A-Za-z]{46}");
        return key;
    }

    private static int call(Gateway gateway, String key) {
        return gateway.post("/one/invocations", key, "{\"inputs\":[1]}").statusCode();
    }

    /** Of two keys, the first would be on a page that nobody has seen. */
    @Test
    void makesOneKeyHoweverOftenTheButtonIsPressed() throws Throwable {
        try (FakeBackend backend = new FakeBackend();
                Browser browser = Browser.start()) {
            Portals.configure(folder, backend);
            try (Gateway gateway =
                            Gateway.startWithPortal(folder, LocalSignIn.class, "--lakefront.usage.flush-every=200ms");
                    Browser.Visit developer = browser.visit(gateway.url()).signIn("demo")) {
                Page page = developer.open("/portal/products/open/subscribe");
                page.fill("#title", "\u202eMobile \u200bapp");
                page.click("main button:has-text('Subscribe')");
                assertThat(page.textContent("h1")).isEqualTo("Mobile app");

                page.dblclick("text=Create the first key");
                page.waitForSelector("#secret");

                developer.open("/portal/keys");
                assertThat(page.locator("tbody tr").count()).isEqualTo(1);
                assertThat(page.evaluate("() => getComputedStyle(document.querySelector('h2 > a')).unicodeBidi"))
                        .isEqualTo("isolate");
                calledOn(page, gateway, developer);
            }
        }
    }

    /** On a telephone a request is read as a list, with its status. */
    private static void calledOn(Page page, Gateway gateway, Browser.Visit developer) throws Throwable {
        developer.open("/portal/keys");
        page.click("text=Rotate or revoke");
        page.selectOption("#overlap", "NONE");
        assertThat(call(gateway, key(developer, "Make a new key"))).isEqualTo(200);
        page.setViewportSize(390, 800);
        Locator status = page.locator("table.stack td[data-label=Status]:has-text('200')");
        eventually(() -> {
            developer.open("/portal/requests");
            page.waitForTimeout(200);
            assertThat(status.count()).isEqualTo(1);
        });
        assertThat(status.boundingBox().x + status.boundingBox().width).isLessThan(390);
        developer.assertAccessible();
        developer.assertClean();
    }
}
