package dev.lakefront.portal;

import dev.lakefront.Gateway;
import java.nio.file.Path;

/** A gateway with a portal, and a real browser in front of it. */
public record BrowsedPortal(Gateway gateway, Browser browser) implements AutoCloseable {

    /** The browser first: where there is none, nothing else has to start. */
    public static BrowsedPortal start(Path folder, String... properties) {
        Browser browser = Browser.start();
        try {
            return new BrowsedPortal(Gateway.startWithPortal(folder, properties), browser);
        } catch (RuntimeException failed) {
            browser.close();
            throw failed;
        }
    }

    /** A visitor of their own, with no cookies. */
    public Browser.Visit visit() {
        return browser.visit(gateway.url());
    }

    /** A visitor whose browser runs no script. */
    public Browser.Visit visitWithoutScript() {
        return browser.visitWithoutScript(gateway.url());
    }

    @Override
    public void close() {
        gateway.close();
        browser.close();
    }
}
