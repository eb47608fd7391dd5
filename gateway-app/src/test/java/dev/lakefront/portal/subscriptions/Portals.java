package dev.lakefront.portal.subscriptions;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Subscriptions;
import java.nio.file.Path;

/** Gateways with a portal and one API, {@code /one}, in the products {@code open} and {@code guarded}. */
final class Portals {

    static final Actor ADA = new Actor("ada", "Ada", "192.0.2.1");

    private Portals() {}

    static void configure(Path folder, FakeBackend backend) {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        Gateway.write(
                folder,
                "config/apis/one.yaml",
                "title: One\nworkspace: local\nendpoint: one\nproducts: [open, guarded]\n");
        Gateway.write(folder, "config/products/open.yaml", "title: Open to all\n");
        Gateway.write(
                folder,
                "config/products/guarded.yaml",
                "title: Guarded\nterms: Be kind.\nsubscription: { approval: manual, key-lifetime: 2d }\n");
        backend.answers(FakeBackend.json(200, "{\"predictions\":[1]}"));
    }

    static StoredSubscription subscribe(Gateway gateway) {
        return gateway.bean(Subscriptions.class)
                .request(
                        new SubscriptionRequest(
                                new StoredSubscription.Owner(ADA.id(), ADA.name(), null),
                                new Scope.Product("open"),
                                "App",
                                null,
                                false),
                        ADA);
    }

    static IssuedKey key(Gateway gateway, StoredSubscription subscription) {
        return gateway.bean(SubscriptionKeys.class).create(subscription.id(), null, ADA);
    }

    static int call(Gateway gateway, IssuedKey key) {
        return gateway.post("/one/invocations", key.key().reveal(), "{\"inputs\":[1]}")
                .statusCode();
    }
}
