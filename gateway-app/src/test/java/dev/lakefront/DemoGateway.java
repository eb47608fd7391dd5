package dev.lakefront;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.Workspace;
import dev.lakefront.subscription.KeyLine;
import dev.lakefront.subscription.SubscriptionKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A gateway in front of the simulated workspace, with a key of the test's own: subscription {@code demo}. */
record DemoGateway(Gateway gateway, String key) implements AutoCloseable {

    static DemoGateway start(Path folder, String... properties) {
        String key = SubscriptionKey.issue(new SecureRandom()).reveal();
        declareSubscription(folder, key);
        return new DemoGateway(Gateway.start(folder, properties), key);
    }

    /** Subscription {@code demo} to everything, known by the hash of this key. */
    static void declareSubscription(Path folder, String key) {
        Gateway.write(folder, "config/subscriptions/demo.yaml", """
            title: Demo
            scope: all
            keys:
              %s
            """.formatted(KeyLine.of("primary", key)));
    }

    String url() {
        return gateway.url();
    }

    /** What nobody but the gateway may know: where the workspace is, and the token that it demands. */
    List<String> secrets() {
        Workspace workspace =
                gateway.snapshots().current().workspaces().values().iterator().next();
        if (!(workspace.authentication() instanceof Authentication.Token token)) {
            throw new IllegalStateException("the simulated workspace demands no token");
        }
        return List.of(
                workspace.origin(),
                ":" + workspace.host().getPort(),
                token.token().current().reveal());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
