package dev.lakefront.portal.subscriptions;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.SubscriptionStore;
import dev.lakefront.subscription.Subscriptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionPagesTests {

    private static final Pattern SECRET = Pattern.compile("lf_[0-9A-Za-z]{46}");
    private static final String SCRIPT = "<script>alert(1)</script>";

    @TempDir
    static Path folder;

    private static Gateway gateway;
    private static FakeBackend backend;
    private static PortalVisit developer;
    private static PortalVisit approver;
    private static PortalVisit administrator;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Portals.configure(folder, backend);
        Gateway.write(folder, "config/subscriptions/from-git.yaml", "title: From git\nscope: all\n");
        gateway = Gateway.startWithPortal(folder, LocalSignIn.class);
        developer = PortalVisit.signedIn(gateway, "demo");
        approver = PortalVisit.signedIn(gateway, "approver");
        administrator = PortalVisit.signedIn(gateway, "admin");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static StoredSubscription newest() {
        return gateway.bean(Subscriptions.class).ofOwner("demo").getFirst();
    }

    /** Asks for a subscription and looks at its page. */
    private static String subscribe(String product, String title) {
        developer.get("/portal/products/" + product + "/subscribe");
        HttpResponse<String> made = developer.post(
                "/portal/products/" + product + "/subscribe",
                Map.of("title", title, "purpose", SCRIPT, "terms", "accepted"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        String place = made.headers().firstValue("Location").orElseThrow();
        assertThat(place).matches("/portal/subscriptions/s-[a-z0-9]{12}");
        assertThat(developer.get(place).body())
                .contains(title.replace("<", "&lt;").replace(">", "&gt;"));
        return place;
    }

    private static String secret(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        Matcher matcher = SECRET.matcher(page.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static int call(String key) {
        return gateway.post("/one/invocations", key, "{\"inputs\":[1]}").statusCode();
    }

    @Test
    void leadsFromTheProductToACallAndOnToTheEndOfTheKey() {
        String place = subscribe("open", "Mobile app");

        String first = secret(developer.post(place + "/keys", Map.of()));
        assertThat(call(first)).isEqualTo(200);
        String keys = developer.get("/portal/keys").body();
        assertThat(keys).contains("Mobile app").contains(first.substring(0, 11) + "…");
        assertThat(keys).doesNotContain(first);
        assertThat(developer.get(place).body()).doesNotContain(first);

        assertThat(developer.get(place + "/keys/primary").body()).contains("It stops at once");
        String second = secret(developer.post(place + "/keys/primary/rotate", Map.of("overlap", "HOUR")));
        assertThat(call(first)).isEqualTo(200);
        assertThat(call(second)).isEqualTo(200);

        assertThat(developer
                        .post(place + "/keys/primary/revoke", Map.of("confirm", "primery"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(call(first)).isEqualTo(200);
        assertThat(developer
                        .post(place + "/keys/primary/revoke", Map.of("confirm", "primary"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(call(first)).isEqualTo(401);
        assertThat(call(second)).isEqualTo(200);

        assertThat(developer.post(place + "/cancel", Map.of("confirm", "no")).statusCode())
                .isEqualTo(400);
        assertThat(developer
                        .post(place + "/cancel", Map.of("confirm", "Mobile app"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(call(second)).isEqualTo(401);
        assertThat(developer.get("/portal/subscriptions").body()).contains("cancelled");
    }

    @Test
    void leavesTheDecisionToAnApprover() {
        String place = subscribe("guarded", "Guarded app " + SCRIPT);
        String id = newest().id().value();
        assertThat(developer.post(place + "/keys", Map.of()).statusCode()).isEqualTo(409);

        String approvals = approver.get("/portal/admin/approvals").body();
        assertThat(approvals).contains("Guarded app").contains("&lt;script&gt;").doesNotContain(SCRIPT);
        assertThat(approver.post(
                                "/portal/admin/subscriptions/" + id + "/approve",
                                Map.of("comment", "Welcome", "expires", "soon"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(approver.post(
                                "/portal/admin/subscriptions/" + id + "/approve",
                                Map.of("comment", "Welcome", "expires", ""))
                        .statusCode())
                .isEqualTo(303);

        assertThat(developer.get(place).body()).contains("Welcome");
        String key = secret(developer.post(place + "/keys", Map.of()));
        assertThat(call(key)).isEqualTo(200);
        assertThat(developer.get("/portal/keys").body()).contains("expires in");

        approver.get("/portal/admin/subscriptions");
        assertThat(approver.post("/portal/admin/subscriptions/" + id + "/suspend", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(call(key)).isEqualTo(403);
        approver.post("/portal/admin/subscriptions/" + id + "/resume", Map.of());
        assertThat(call(key)).isEqualTo(200);
        assertThat(approver.post("/portal/admin/subscriptions/" + id + "/explode", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsWithAComment() {
        developer.get("/portal/subscriptions/new?api=one");
        HttpResponse<String> made =
                developer.post("/portal/subscriptions/new?api=one", Map.of("title", "Only one", "purpose", ""));
        String place = made.headers().firstValue("Location").orElseThrow();
        String id = place.substring(place.lastIndexOf('/') + 1);

        approver.get("/portal/admin/approvals");
        approver.post("/portal/admin/subscriptions/" + id + "/reject", Map.of("comment", "Take the product"));

        assertThat(developer.get(place).body()).contains("rejected").contains("Take the product");
    }

    @Test
    void saysOnTheFormWhatIsWrongAndKeepsWhatWasTyped() {
        developer.get("/portal/products/guarded/subscribe");

        HttpResponse<String> refused =
                developer.post("/portal/products/guarded/subscribe", Map.of("title", "Mine", "purpose", "Because"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Accept the terms of Guarded")
                .contains("value=\"Mine\"")
                .contains("Because");
        assertThat(developer.get("/portal/products/none/subscribe").statusCode())
                .isEqualTo(404);
        assertThat(developer.get("/portal/subscriptions/new?api=none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void hidesWhatIsSomebodyElses() {
        String place = subscribe("open", "Private");
        secret(developer.post(place + "/keys", Map.of()));
        approver.get("/portal/keys");

        assertThat(approver.get(place).statusCode()).isEqualTo(404);
        assertThat(approver.get(place + "/keys/primary").statusCode()).isEqualTo(404);
        assertThat(approver.post(place + "/keys", Map.of()).statusCode()).isEqualTo(404);
        assertThat(approver.post(place + "/keys/primary/rotate", Map.of("overlap", "NONE"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(approver.post(place + "/keys/primary/revoke", Map.of("confirm", "primary"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(approver.post(place + "/cancel", Map.of("confirm", "Private"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(approver.get("/portal/keys").body()).doesNotContain("Private");
        assertThat(developer.get("/portal/subscriptions/from-git").statusCode()).isEqualTo(404);
        assertThat(developer.get("/portal/subscriptions/S-Upper").statusCode()).isEqualTo(404);
        assertThat(gateway.bean(Subscriptions.class).find(newest().id()).state())
                .isEqualTo(SubscriptionState.ACTIVE);
        developer.post(place + "/cancel", Map.of("confirm", "Private"));
    }

    @Test
    void tellsTheHolderOfAnExpiredKeyWhatToDo() throws Throwable {
        IssuedKey key = Portals.key(gateway, Portals.subscribe(gateway));
        StoredSubscription own = gateway.bean(Subscriptions.class).find(key.subscription());
        StoredSubscription.Key primary = own.keys().getFirst();
        StoredSubscription.Key over = new StoredSubscription.Key(
                primary.name(), primary.digest(), primary.prefix(), primary.created(), primary.created(), null);

        gateway.bean(Transactions.class)
                .run(() -> gateway.bean(SubscriptionStore.class)
                        .save(new StoredSubscription(
                                own.id(),
                                own.title(),
                                own.scope(),
                                own.owner(),
                                own.purpose(),
                                own.state(),
                                own.created(),
                                own.decision(),
                                own.expires(),
                                List.of(over))));

        eventually(() -> assertThat(gateway.post("/one/invocations", key.key().reveal(), "{}")
                        .body())
                .contains("\"code\":\"subscription-expired\"")
                .contains("The key 'primary' of this subscription has expired"));
    }

    @Test
    void takesNoFieldThatItDidNotAskForAndNoFormOfAnotherSite() {
        developer.get("/portal/products/guarded/subscribe");
        Map<String, String> fields = Map.of(
                "title",
                "Sneaky",
                "terms",
                "accepted",
                "state",
                "active",
                "owner",
                "admin",
                "scope",
                "all",
                "expires",
                "");

        assertThat(developer
                        .post("/portal/products/guarded/subscribe", fields, "forged")
                        .statusCode())
                .isEqualTo(403);
        assertThat(developer.post("/portal/products/guarded/subscribe", fields).statusCode())
                .isEqualTo(303);

        StoredSubscription made = newest();
        assertThat(made.title()).isEqualTo("Sneaky");
        assertThat(made.state()).isEqualTo(SubscriptionState.SUBMITTED);
        assertThat(made.owner().id()).isEqualTo("demo");
        gateway.bean(Subscriptions.class).cancel(made.id(), null, Portals.ADA);
    }

    @Test
    void showsWhichSubscriptionsStandInFilesAndWhoDidWhat() {
        subscribe("open", "Audited");

        assertThat(approver.get("/portal/admin/subscriptions").body())
                .contains("From git")
                .contains("its file")
                .contains("the portal");
        String audit = administrator.get("/portal/admin/audit").body();
        assertThat(audit)
                .contains("request")
                .contains("demo")
                .contains("127.0.0.1")
                .contains("submitted → active");
        assertThat(approver.get("/portal/admin/audit").statusCode()).isIn(403, 404);
        assertThat(developer.get("/portal/admin/audit").statusCode()).isIn(403, 404);
        assertThat(developer.get("/portal/admin").statusCode()).isIn(403, 404);
        gateway.bean(Subscriptions.class).cancel(newest().id(), null, Portals.ADA);
    }
}
