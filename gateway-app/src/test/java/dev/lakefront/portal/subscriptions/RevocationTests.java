package dev.lakefront.portal.subscriptions;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.PostgresServer;
import dev.lakefront.Replicas;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKey;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.Subscriptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevocationTests {

    private static final SubscriptionKey STRANGER = SubscriptionKey.issue(new Random(1));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void holdsOnEveryReplicaWithinTwoSeconds(Replicas.Database database) throws Throwable {
        try (FakeBackend backend = new FakeBackend();
                Replicas replicas = Replicas.start(database, folder, each -> Portals.configure(each, backend))) {
            StoredSubscription subscription = Portals.subscribe(replicas.first());
            for (int round = 0; round < 3; round++) {
                revokes(replicas.first(), replicas.second(), subscription);
            }
            suspends(replicas.first(), replicas.second(), subscription);
        }
    }

    private static void revokes(Gateway first, Gateway second, StoredSubscription subscription) throws Throwable {
        IssuedKey key = Portals.key(first, subscription);
        assertThat(Portals.call(first, key)).isEqualTo(200);
        eventually(() -> assertThat(Portals.call(second, key)).isEqualTo(200));

        first.bean(SubscriptionKeys.class).revoke(subscription.id(), key.keyName(), Portals.ADA);
        long revoked = System.nanoTime();

        assertThat(Portals.call(first, key)).as("at once, where it was revoked").isEqualTo(401);
        eventually(() -> assertThat(Portals.call(second, key)).isEqualTo(401));
        Duration took = Duration.ofNanos(System.nanoTime() - revoked);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    private static void suspends(Gateway first, Gateway second, StoredSubscription subscription) throws Throwable {
        IssuedKey key = Portals.key(second, subscription);
        eventually(() -> assertThat(Portals.call(first, key)).isEqualTo(200));

        second.bean(Subscriptions.class).suspend(subscription.id(), null, Portals.ADA);

        assertThat(Portals.call(second, key)).isEqualTo(403);
        eventually(() -> assertThat(Portals.call(first, key)).isEqualTo(403));
    }

    @Test
    void letsCallsPassWhileTheDatabaseIsAway() throws Throwable {
        try (FakeBackend backend = new FakeBackend();
                PostgresServer postgres = PostgresServer.start()) {
            Portals.configure(folder, backend);
            try (Gateway gateway =
                    Gateway.startWithPortal(folder, LocalSignIn.class, "--spring.datasource.url=" + postgres.url())) {
                IssuedKey key = Portals.key(gateway, Portals.subscribe(gateway));

                postgres.close();

                eventually(() -> assertThat(health(gateway)).contains("08001").contains("DEGRADED"));
                assertThat(Portals.call(gateway, key)).isEqualTo(200);
                HttpResponse<String> page =
                        PortalVisit.signedIn(gateway, "demo").get("/portal/keys");
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.body()).contains("Keys go on working");
            }
        }
    }

    @Test
    void survivesAStartWithoutTheDatabase() throws Throwable {
        IssuedKey key;
        StoredSubscription subscription;
        try (FakeBackend backend = new FakeBackend()) {
            Portals.configure(folder, backend);
            try (Gateway gateway = Gateway.startWithPortal(folder)) {
                subscription = Portals.subscribe(gateway);
                key = Portals.key(gateway, subscription);
                assertThat(Portals.call(gateway, key)).isEqualTo(200);
            }
        }
        // A gateway that stops takes the threads of servers in the same process with it.
        try (FakeBackend backend = new FakeBackend()) {
            Portals.configure(folder, backend);
            try (Gateway gateway = Gateway.startWithPortal(
                    folder, LocalSignIn.class, "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none")) {
                assertThat(Portals.call(gateway, key)).isEqualTo(200);
                assertThat(Portals.call(gateway, new IssuedKey(subscription.id(), "x", STRANGER, null)))
                        .isEqualTo(401);
                assertThat(health(gateway)).contains("\"database\":{").contains("DEGRADED");
                assertThat(PortalVisit.signedIn(gateway, "demo")
                                .get("/portal/keys")
                                .statusCode())
                        .isEqualTo(503);
            }
        }
        try (Gateway gateway = Gateway.startWithPortal(folder)) {
            assertThat(gateway.bean(Subscriptions.class)
                            .find(subscription.id())
                            .key("primary")
                            .orElseThrow()
                            .lastUsed())
                    .as("written at the stop of the first")
                    .isBetween(LocalDate.now(ZoneOffset.UTC).minusDays(1), LocalDate.now(ZoneOffset.UTC));
        }
    }

    private static String health(Gateway gateway) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/health"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
