package dev.lakefront.portal.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.AuditLog;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is somebody else's is answered exactly as what does not exist, wherever its id is put; and forms do what stands on
 * them, whatever else is sent along.
 */
class OthersObjectsTests {

    private static final String NOBODYS = "s-aaaaaaaaaaaa";
    private static final String REQUEST = "ada-s-own-request";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;
    private static PortalVisit developer;
    private static PortalVisit approver;
    private static StoredSubscription adas;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Portals.configure(folder, backend);
        Gateway.write(folder, "config/subscriptions/from-git.yaml", "title: From git\nscope: all\n");
        gateway = Gateway.startWithPortal(folder, LocalSignIn.class, "--lakefront.usage.flush-every=200ms");
        developer = PortalVisit.signedIn(gateway, "demo");
        approver = PortalVisit.signedIn(gateway, "approver");
        adas = Portals.subscribe(gateway);
        call(Portals.key(gateway, adas));
    }

    private static void call(IssuedKey key) {
        gateway.send(gateway.request("/one/invocations")
                .header("X-API-Key", key.key().reveal())
                .header("X-Request-Id", REQUEST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"inputs\":[1]}")));
        UsageStore store = gateway.bean(UsageStore.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !store.requests(new RequestQuestion(null, null, REQUEST, 1))
                        .isEmpty());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal/subscriptions/ID",
                "/portal/subscriptions/ID/keys/primary",
                "/portal/subscriptions/ID/keys/none",
                "/portal/usage?key=ID",
                "/portal/usage?key=ID&range=7d&api=one",
                "/portal/usage.csv?key=ID",
                "/portal/requests?key=ID",
                "/portal/requests?key=ID&id=ada-s-own-request"
            })
    void showsNothing(String path) {
        HttpResponse<String> nothing = developer.get(path.replace("ID", NOBODYS));
        assertThat(nothing.statusCode()).isEqualTo(404);
        for (String id : List.of(adas.id().value(), "from-git", "console", "S-AAAAAAAAAAAA", "%27", "no-such-thing")) {
            isTheSame(developer.get(path.replace("ID", id)), nothing, id, NOBODYS);
        }
        HttpResponse<String> others = approver.get(path.replace("ID", adas.id().value()));
        isTheSame(others, approver.get(path.replace("ID", NOBODYS)), adas.id().value(), NOBODYS);
    }

    @ParameterizedTest
    @CsvSource({
        "/portal/subscriptions/ID/keys,name,extra",
        "/portal/subscriptions/ID/keys/primary/rotate,overlap,NONE",
        "/portal/subscriptions/ID/keys/primary/revoke,confirm,primary",
        "/portal/subscriptions/ID/cancel,confirm,App"
    })
    void changesNothing(String path, String field, String value) {
        StoredSubscription before = stored();
        int changes = changes();
        for (PortalVisit visit : List.of(developer, approver)) {
            HttpResponse<String> nothing =
                    visit.submit("/portal/keys", path.replace("ID", NOBODYS), Map.of(field, value));
            assertThat(nothing.statusCode()).isEqualTo(404);
            for (String id : List.of(adas.id().value(), "from-git", "console")) {
                HttpResponse<String> answer =
                        visit.submit("/portal/keys", path.replace("ID", id), Map.of(field, value));
                isTheSame(answer, nothing, id, NOBODYS);
            }
        }
        assertThat(stored()).isEqualTo(before);
        assertThat(changes()).isEqualTo(changes);
    }

    /** Searching by a request's id finds one's own, and says of others' what it says of nonsense. */
    @Test
    void findsNoRequestOfOthers() {
        for (PortalVisit visit : List.of(developer, approver)) {
            HttpResponse<String> nothing = visit.get("/portal/requests?id=no-such-request");
            isTheSame(visit.get("/portal/requests?id=" + REQUEST), nothing, REQUEST, "no-such-request");
        }
        assertThat(developer.get("/portal/usage.csv").body().lines()).hasSize(1);
        assertThat(PortalVisit.signedIn(gateway, "admin")
                        .get("/portal/requests?id=" + REQUEST)
                        .body())
                .contains("One");
    }

    /** What a form has no field for is not read, whatever it is called. */
    @Test
    void takesOnlyTheFieldsOfTheForm() {
        Map<String, String> extra = Map.ofEntries(
                Map.entry("id", adas.id().value()),
                Map.entry("subscription", adas.id().value()),
                Map.entry("state", "active"),
                Map.entry("owner", "admin"),
                Map.entry("owner.id", "admin"),
                Map.entry("visitor", "admin"),
                Map.entry("role", "administrator"),
                Map.entry("roles", "administrator"),
                Map.entry("scope", "all"),
                Map.entry("product", "open"),
                Map.entry("expires", "2099-12-31"),
                Map.entry("lifetime", "9999d"),
                Map.entry("decision.by", "admin"),
                Map.entry("approval", "automatic"),
                Map.entry("hash", "sha256:" + "0".repeat(64)),
                Map.entry("secret", "lf_" + "0".repeat(46)),
                Map.entry("key", "lf_" + "0".repeat(46)));
        StoredSubscription foreign = stored();

        String place = subscribe(extra);
        StoredSubscription made = own(place);
        assertThat(made.state()).isEqualTo(SubscriptionState.SUBMITTED);
        assertThat(made.owner().id()).isEqualTo("demo");
        assertThat(made.scope()).isEqualTo(new Scope.Product("guarded"));
        assertThat(made.expires()).isNull();
        assertThat(made.decision()).isNull();

        approve(made, extra);
        StoredSubscription approved = own(place);
        assertThat(approved.owner()).isEqualTo(made.owner());
        assertThat(approved.scope()).isEqualTo(made.scope());
        assertThat(approved.decision().by()).isNotEqualTo("admin");

        assertThat(submit(place + "/keys", extra).statusCode()).isEqualTo(200);
        assertThat(own(place).keys()).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("primary");
            assertThat(key.prefix()).doesNotContain("0000");
            assertThat(key.expires()).isBefore(key.created().plus(Duration.ofDays(3)));
        });
        assertThat(stored()).isEqualTo(foreign);
        gateway.bean(Subscriptions.class).cancel(made.id(), null, Portals.ADA);
    }

    private static String subscribe(Map<String, String> extra) {
        Map<String, String> fields = new HashMap<>(extra);
        fields.putAll(Map.of("title", "Mine", "terms", "accepted"));
        HttpResponse<String> made = submit("/portal/products/guarded/subscribe", fields);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        return made.headers().firstValue("Location").orElseThrow();
    }

    private static void approve(StoredSubscription made, Map<String, String> extra) {
        Map<String, String> fields = new HashMap<>(extra);
        fields.putAll(Map.of("expires", "", "comment", "Welcome"));
        String target = "/portal/admin/subscriptions/" + made.id().value() + "/approve";
        assertThat(submit(target, fields).statusCode())
                .as("a developer approves")
                .isEqualTo(404);
        assertThat(approver.submit("/portal/admin", target, fields).statusCode())
                .isEqualTo(303);
    }

    private static HttpResponse<String> submit(String target, Map<String, String> fields) {
        return developer.submit("/portal/keys", target, fields);
    }

    private static StoredSubscription own(String place) {
        String id = place.substring(place.lastIndexOf('/') + 1);
        return gateway.bean(Subscriptions.class).ofOwner("demo").stream()
                .filter(subscription -> subscription.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static StoredSubscription stored() {
        return gateway.bean(Subscriptions.class).find(adas.id());
    }

    private static int changes() {
        return gateway.bean(Transactions.class)
                .call(() -> gateway.bean(AuditLog.class).read(0, 1000))
                .size();
    }

    /** But for the token of its forms, and the id that was asked for, which a page may repeat. */
    private static void isTheSame(HttpResponse<String> answer, HttpResponse<String> nothing, String id, String none) {
        assertThat(answer.statusCode()).as(id).isEqualTo(nothing.statusCode());
        assertThat(words(answer.body(), id)).as(id).isEqualTo(words(nothing.body(), none));
        assertThat(headers(answer)).as(id).isEqualTo(headers(nothing));
    }

    private static Set<String> headers(HttpResponse<String> answer) {
        Set<String> names = new TreeSet<>(answer.headers().map().keySet());
        // The first form that a browser gets comes with the cookie of its token.
        names.remove("set-cookie");
        return names;
    }

    private static String words(String body, String id) {
        return body.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("urn:request:[0-9a-f-]+|\"request_?[iI]d\":\"[^\"]*\"", "")
                .replace(id, "ID");
    }
}
