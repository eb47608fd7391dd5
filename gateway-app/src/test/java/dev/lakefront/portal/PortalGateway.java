package dev.lakefront.portal;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyLine;
import dev.lakefront.subscription.SubscriptionKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A gateway with a portal that a small {@link Company} runs in front of the simulated workspace. */
public record PortalGateway(Gateway gateway, String key) implements AutoCloseable {

    public static PortalGateway start(Path folder, String... properties) {
        String key = declare(folder);
        return new PortalGateway(Gateway.startWithPortal(folder, properties), key);
    }

    /** With beans of the test's own. */
    public static PortalGateway start(Path folder, Class<?> beans, String... properties) {
        String key = declare(folder);
        return new PortalGateway(Gateway.startWithPortal(folder, beans, properties), key);
    }

    /** Writes the company's files; the key is one of its subscription {@code demo}. */
    private static String declare(Path folder) {
        String key = SubscriptionKey.issue(new SecureRandom()).reveal();
        Gateway.write(folder, "config/subscriptions/demo.yaml", """
            title: Demo
            scope: all
            keys:
              %s
            """.formatted(KeyLine.of("primary", key)));
        Company.small(folder);
        return key;
    }

    /** As a browser asks. */
    public HttpResponse<String> page(String path) {
        return gateway.send(gateway.request(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
