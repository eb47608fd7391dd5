package dev.lakefront.portal;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyLine;
import dev.lakefront.subscription.SubscriptionKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A gateway with a portal in front of the simulated workspace: products, limits, tags and an owner, as a small company
 * would declare them.
 */
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
        Gateway.write(folder, "config/products/internal.yaml", """
            title: Internal
            summary: For our own teams.
            """);
        Gateway.write(folder, "config/products/playground.yaml", """
            title: Playground
            summary: To look around.
            subscription: { required: false }
            """);
        Gateway.write(folder, "config/apis/iris.yaml", """
            title: Iris flowers
            summary: Says which kind of iris a flower is, by its measures.
            workspace: demo
            endpoint: iris
            products: [internal]
            tags: [classification, demo]
            owner: { team: Botany, contact: botany@example.com }
            """);
        Gateway.write(folder, "config/apis/embed.yaml", """
            title: Embeddings
            workspace: demo
            endpoint: embed
            products: [internal, playground]
            tags: [text]
            """);
        Gateway.write(folder, "policies/products/internal.yaml", """
            inbound:
              - rate-limit: { name: burst, calls: 20, per: 1s, burst: 40 }
              - quota: { name: daily, calls: 10000, per: day }
            """);
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
