package dev.lakefront.server;

import dev.lakefront.Gateway;
import java.nio.file.Path;

/** A gateway with two open APIs, {@code /echo} and the model {@code talk}, in front of one server. */
final class ServerGateway {

    private ServerGateway() {}

    static Gateway start(Path folder, String backend, String... properties) {
        configure(folder, backend);
        return Gateway.start(folder, properties);
    }

    /** The files alone, for a gateway that is a process of its own. */
    static void configure(Path folder, String backend) {
        Gateway.write(
                folder, "config/workspaces/models.yaml", "type: http\nhost: " + backend + "\nauth: { type: none }\n");
        Gateway.write(folder, "config/gateway.yaml", "request: { max-model-size: 16MB }\n");
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        api(folder, "echo", "tabular");
        api(folder, "talk", "chat");
    }

    private static void api(Path folder, String id, String task) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: %s
            workspace: models
            endpoint: %s
            task: %s
            products: [public]
            request: { max-size: 64MB }
            timeouts: { first-byte: 60s, idle: 60s, total: 120s }
            """.formatted(id, id, task));
    }
}
