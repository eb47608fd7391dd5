package dev.lakefront.portal.subscriptions;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.KeyLine;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKey;
import dev.lakefront.subscription.SubscriptionLimits;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that one subscription has lower than others: what calls get, what approvers do, what its owner sees. */
class LowerLimitsTests {

    private static final SubscriptionKey OF_FILE = SubscriptionKey.issue(new Random(7));

    @TempDir
    static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;
    private static PortalVisit developer;
    private static PortalVisit approver;
    private static PortalVisit administrator;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Portals.configure(folder, backend);
        Gateway.write(folder, "policies/products/guarded.yaml", policies(10));
        Gateway.write(folder, "policies/products/open.yaml", policies(20));
        Gateway.write(
                folder, "config/subscriptions/from-git.yaml", """
                    title: From git
                    product: guarded
                    limits: { daily: 2 }
                    keys:
                      %s
                    """.formatted(KeyLine.of("primary", OF_FILE.reveal())));
        gateway = Gateway.startWithPortal(folder, LocalSignIn.class);
        developer = PortalVisit.signedIn(gateway, "demo");
        approver = PortalVisit.signedIn(gateway, "approver");
        administrator = PortalVisit.signedIn(gateway, "admin");
    }

    private static String policies(int daily) {
        return "inbound:\n"
                + "  - rate-limit: { name: burst, calls: 50, per: 1s }\n"
                + "  - quota: { name: daily, calls: " + daily + ", per: day }\n"
                + "  - quota: { name: together, calls: 1000, per: day, key: product }\n";
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static HttpResponse<String> call(String key) {
        return gateway.post("/one/invocations", key, "{\"inputs\":[1]}");
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("RateLimit-Policy").orElse("");
    }

    private static String left(HttpResponse<String> answer) {
        return answer.headers().firstValue("RateLimit").orElse("");
    }

    private static StoredSubscription request(String title) {
        developer.get("/portal/products/guarded/subscribe");
        developer.post("/portal/products/guarded/subscribe", Map.of("title", title, "terms", "accepted"));
        return gateway.bean(Subscriptions.class).ofOwner("demo").getFirst();
    }

    @Test
    void holdForTheSubscriptionOfAFile() {
        HttpResponse<String> first = call(OF_FILE.reveal());

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(policy(first)).isEqualTo("\"burst\";q=50;w=1, \"daily\";q=2, \"together\";q=1000");
        assertThat(left(first)).contains("\"daily\";r=1;");
        assertThat(call(OF_FILE.reveal()).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = call(OF_FILE.reveal());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"code\":\"quota-exceeded\"");
        assertThat(left(refused)).contains("\"daily\";r=0;");
    }

    @Test
    void areSetWithTheApprovalAndLater() {
        StoredSubscription asked = request("Careful app");
        String place = "/portal/admin/subscriptions/" + asked.id().value();
        String form = approver.get("/portal/admin/approvals").body();
        assertThat(form)
                .contains("Everybody has 10 calls a day, counted from midnight UTC.")
                .contains("name=\"limit.daily\" min=\"1\" max=\"10\"")
                .doesNotContain("limit.together");
        for (String wrong : new String[] {"11", "0", "-1", "1.5", "many", "99999999999999999999"}) {
            HttpResponse<String> refused = approver.post(place + "/approve", Map.of("limit.daily", wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("as a whole number from 1 to 10");
        }
        assertThat(gateway.bean(Subscriptions.class).find(asked.id()).state()).isEqualTo(SubscriptionState.SUBMITTED);

        assertThat(approver.post(
                                place + "/approve",
                                Map.of("limit.daily", "4", "limit.burst", "", "limit.together", "1"))
                        .statusCode())
                .isEqualTo(303);

        assertThat(gateway.bean(Subscriptions.class).find(asked.id()).limits())
                .isEqualTo(new LoweredLimits(Map.of("daily", 4L)));
        String key = Portals.key(gateway, asked).key().reveal();
        assertThat(policy(call(key))).contains("\"daily\";q=4,");
        assertThat(call(key).statusCode()).isEqualTo(200);
        assertThat(developer.get("/portal/subscriptions/" + asked.id().value()).body())
                .contains("4 calls a day, counted from midnight UTC", ", lowered from 10 calls")
                .contains("2 of 4 calls left", "value=\"50\"")
                .containsPattern("All of it comes back at \\d{4}-\\d\\d-\\d\\d 00:00 UTC")
                .contains("50 calls a second");
        assertThat(developer.get("/portal/usage").body()).contains("Quota left", "Careful app", "2 of 4 calls left");

        change(place, "3");
        HttpResponse<String> third = call(key);
        assertThat(third.statusCode()).as("what was spent counts on").isEqualTo(200);
        assertThat(left(third)).contains("\"daily\";r=0;");
        assertThat(call(key).statusCode()).isEqualTo(429);

        change(place, "");
        HttpResponse<String> free = call(key);
        assertThat(policy(free)).contains("\"daily\";q=10,");
        assertThat(left(free)).contains("\"daily\";r=6;");
        assertThat(administrator.get("/portal/admin/audit").body())
                .contains("change-limits", "daily 4", "daily 3", "as everybody&#39;s");
    }

    private static void change(String place, String daily) {
        assertThat(approver.get(place + "/limits").body()).contains("name=\"limit.daily\"");
        assertThat(approver.post(place + "/limits", Map.of("limit.daily", daily))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void showTheFormAgainWhereANumberCannotBe() {
        StoredSubscription asked = request("Refused app");
        String place = "/portal/admin/subscriptions/" + asked.id().value() + "/limits";
        approver.get(place);

        HttpResponse<String> refused = approver.post(place, Map.of("limit.daily", "11"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("role=\"alert\"", "whole number from 1 to 10", "name=\"limit.daily\"");
        assertThat(developer.get(place).statusCode()).isEqualTo(404);
        assertThat(developer.post(place, Map.of("limit.daily", "1")).statusCode())
                .isIn(403, 404);
        assertThat(approver.get("/portal/admin/subscriptions/s-nobodys12345/limits")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void giveWayToAProductThatIsLowerStill() throws Throwable {
        StoredSubscription subscription = Portals.subscribe(gateway);
        IssuedKey key = Portals.key(gateway, subscription);
        gateway.bean(SubscriptionLimits.class)
                .change(subscription.id(), new LoweredLimits(Map.of("daily", 15L)), Portals.ADA);
        assertThat(policy(call(key.key().reveal()))).contains("\"daily\";q=15,");

        Gateway.replace(folder, "policies/products/open.yaml", policies(12));
        eventually(() -> assertThat(policy(call(key.key().reveal()))).contains("\"daily\";q=12,"));
        assertThat(gateway.bean(Subscriptions.class)
                        .find(subscription.id())
                        .limits()
                        .amounts())
                .containsEntry("daily", 15L);

        Gateway.replace(folder, "policies/products/open.yaml", policies(18));
        eventually(() -> assertThat(policy(call(key.key().reveal()))).contains("\"daily\";q=15,"));
    }
}
