package dev.lakefront.management;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.KeyDigest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A gateway whose subscriptions a program of the platform team changes. */
record ManagedGateway(FakeBackend backend, Gateway gateway, ManagementVisit visit) implements AutoCloseable {

    /** The key of a subscription of a file begins like this and ends with its id. */
    static final String FILE_KEY = "key-of-an-app-in-a-file";

    static ManagedGateway start(Path folder, String... properties) {
        FakeBackend backend = model();
        configure(folder, backend);
        String[] arguments = Stream.concat(Stream.of(properties), Stream.of(ManagementVisit.setting()))
                .toArray(String[]::new);
        Gateway gateway = Gateway.startWithPortal(folder, arguments);
        return new ManagedGateway(backend, gateway, new ManagementVisit(gateway));
    }

    static FakeBackend model() {
        FakeBackend backend = new FakeBackend();
        backend.answers(FakeBackend.json(200, "{\"predictions\":[1]}"));
        return backend;
    }

    static void configure(Path folder, FakeBackend backend) {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        Gateway.write(
                folder,
                "config/apis/one.yaml",
                "title: One\nworkspace: local\nendpoint: one\nproducts: [open, guarded]\n");
        Gateway.write(folder, "config/products/open.yaml", "title: Open\n");
        Gateway.write(
                folder,
                "config/products/guarded.yaml",
                "title: Guarded\nterms: Be kind.\nsubscription: { approval: manual, key-lifetime: 2d }\n");
        for (String id : List.of("app", "zoo")) {
            Gateway.write(
                    folder,
                    "config/subscriptions/" + id + ".yaml",
                    "title: " + id + "\nproduct: open\nowner: { team: Web, contact: web@example.com }\nkeys:\n"
                            + "  - { name: a, hash: \""
                            + KeyDigest.of(FILE_KEY + id).written() + "\" }\n");
        }
    }

    /** The body of a request for a subscription. */
    static String request(String owner, String product) {
        return """
            {"title": "Shop", "owner": {"id": "%s", "name": "Ada", "email": "ada@example.com"},
             "scope": {"kind": "product", "id": "%s"}, "purpose": "Recommendations", "terms_accepted": true}
            """.formatted(owner, product);
    }

    JsonNode subscribed(String owner, String product) {
        return visit.done("/subscriptions", request(owner, product), 201);
    }

    /** Subscribes, with the approval that it takes. */
    JsonNode active(String owner, String product) {
        JsonNode asked = subscribed(owner, product);
        return asked.get("state").asString().equals("active")
                ? asked
                : visit.done("/subscriptions/" + id(asked) + "/approve", "", 200);
    }

    static String id(JsonNode subscription) {
        return subscription.get("id").asString();
    }

    /** The text of a new key. */
    String key(JsonNode subscription) {
        return visit.done("/subscriptions/" + id(subscription) + "/keys", "", 201)
                .get("key")
                .asString();
    }

    int call(String key) {
        return gateway.post("/one/invocations", key, "{\"inputs\":[1]}").statusCode();
    }

    List<String> ids(String query) {
        return visit.json("/subscriptions?" + query)
                .get("items")
                .valueStream()
                .map(ManagedGateway::id)
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
        backend.close();
    }
}
