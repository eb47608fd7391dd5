package dev.lakefront.portal.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Subscriptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an owner is told of what stops working soon, and where. */
class ExpiryNotesTests {

    private static final Actor DEMO = new Actor("demo", "Demo", null);

    @TempDir
    static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;
    private static PortalVisit developer;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Portals.configure(folder, backend);
        gateway = Gateway.startWithPortal(folder, LocalSignIn.class);
        developer = PortalVisit.signedIn(gateway, "demo");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static StoredSubscription approved(String title, int days) {
        Subscriptions subscriptions = gateway.bean(Subscriptions.class);
        StoredSubscription asked = subscriptions.request(
                new SubscriptionRequest(
                        new StoredSubscription.Owner("demo", "Demo", null), new Scope.Api("one"), title, null, true),
                DEMO);
        LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(days);
        return subscriptions.approve(asked.id(), null, lastDay, Portals.ADA);
    }

    private static String place(StoredSubscription subscription) {
        return "/portal/subscriptions/" + subscription.id().value();
    }

    @Test
    void areMoreUrgentTheNearerTheEndIs() {
        StoredSubscription today = approved("Ends today", 0);
        StoredSubscription soon = approved("Ends soon", 1);
        StoredSubscription later = approved("Ends later", 12);
        StoredSubscription far = approved("Ends far off", 20);

        for (String page : new String[] {"/portal/keys", "/portal/subscriptions"}) {
            assertThat(developer.get(page).body())
                    .as(page)
                    .containsPattern("class=\"note bad\">\\s*<p><span>The subscription &#39;Ends today&#39; expires in")
                    .containsPattern("class=\"note warn\">\\s*<p><span>The subscription &#39;Ends soon&#39; expires in")
                    .containsPattern(
                            "class=\"note\">\\s*<p><span>The subscription &#39;Ends later&#39; expires in 12 days")
                    .doesNotContain("&#39;Ends far off&#39; expires");
        }
        assertThat(developer.get(place(today)).body())
                .contains("&#39;Ends today&#39; expires")
                .doesNotContain("Ends soon");
        assertThat(developer.get(place(far)).body()).doesNotContain("expires in");

        gateway.bean(Subscriptions.class).cancel(later.id(), null, DEMO);
        gateway.bean(Subscriptions.class).suspend(soon.id(), null, Portals.ADA);
        assertThat(developer.get("/portal/keys").body())
                .doesNotContain("Ends later")
                .doesNotContain("&#39;Ends soon&#39; expires");
    }

    @Test
    void tellOfKeysWhereTheyCanBeRotated() {
        StoredSubscription guarded = gateway.bean(Subscriptions.class)
                .request(
                        new SubscriptionRequest(
                                new StoredSubscription.Owner("demo", "Demo", null),
                                new Scope.Product("guarded"),
                                "Short keys",
                                null,
                                true),
                        DEMO);
        gateway.bean(Subscriptions.class).approve(guarded.id(), null, null, Portals.ADA);
        Portals.key(gateway, guarded);

        String words = "The key &#39;primary&#39; of &#39;Short keys&#39; expires in 1 day";
        assertThat(developer.get("/portal/keys").body())
                .contains(words)
                .contains(place(guarded) + "/keys/primary\">See what can be done");
        assertThat(developer.get(place(guarded)).body()).contains(words);
        assertThat(developer.get(place(guarded) + "/keys/primary").body()).contains(words);
        assertThat(PortalVisit.signedIn(gateway, "approver").get("/portal/keys").body())
                .doesNotContain("expires in");
    }
}
