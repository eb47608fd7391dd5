package dev.lakefront.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.Browser;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Subscriptions;
import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageKey;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageStore;
import dev.lakefront.usage.UsageSums;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a day of calls looks, to the one who made them. */
class UsageBrowserTests {

    private static final Actor DEMO = new Actor("demo", "Demo", null);

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    @Test
    void showsADayOfCalls() {
        try (FakeBackend backend = new FakeBackend();
                Browser browser = Browser.start()) {
            configure(backend);
            try (Gateway gateway = Gateway.startWithPortal(folder, LocalSignIn.class)) {
                StoredSubscription subscription = subscribe(gateway);
                String key = gateway.bean(SubscriptionKeys.class)
                        .create(subscription.id(), null, DEMO)
                        .key()
                        .reveal();
                for (int i = 0; i < 30; i++) {
                    gateway.post("/churn-of-customers/invocations", key, "{\"inputs\":[1]}");
                }
                gateway.bean(UsageStore.class).write(day(subscription.id().value()));
                look(gateway, browser, subscription);
            }
        }
    }

    private void configure(FakeBackend backend) {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        Gateway.write(folder, "config/products/standard.yaml", "title: Standard\n");
        for (String id : new String[] {"churn-of-customers", "assistant", "search-embeddings"}) {
            Gateway.write(
                    folder,
                    "config/apis/" + id + ".yaml",
                    "title: " + id.replace('-', ' ') + "\nworkspace: local\nendpoint: " + id
                            + "\nproducts: [standard]\n");
        }
        Gateway.write(folder, "policies/products/standard.yaml", """
            inbound:
              - rate-limit: { name: burst, calls: 200, per: 1s }
              - quota: { name: daily, calls: 40, per: day }
              - quota: { name: month, calls: 200000, per: 30d }
            """);
        backend.answers(FakeBackend.json(200, "{\"predictions\":[1,2,3]}"));
    }

    private static StoredSubscription subscribe(Gateway gateway) {
        return gateway.bean(Subscriptions.class)
                .request(
                        new SubscriptionRequest(
                                new StoredSubscription.Owner("demo", "Demo", null),
                                new Scope.Product("standard"),
                                "Mobile app",
                                null,
                                true),
                        DEMO);
    }

    /** Some calls in every ten minutes of a day, most of them good. */
    private UsageBatch day(String subscription) {
        List<UsageBatch.Cell> cells = new ArrayList<>();
        List<UsageBatch.Request> requests = new ArrayList<>();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int step = 143; step >= 0; step--) {
            Instant minute = now.minus(Duration.ofMinutes(10L * step));
            int calls = (int) (4 + 3 * Math.sin(step / 20.0) + random.nextInt(3));
            for (int i = 0; i < calls; i++) {
                UsageRecord usage = call(minute.plusMillis(i), subscription);
                UsageSums sums = new UsageSums();
                sums.add(usage);
                cells.add(new UsageBatch.Cell(cells.size() + 1, sums.row(minute, UsageKey.of(usage))));
                requests.add(new UsageBatch.Request(requests.size() + 1, LoggedRequest.of(usage)));
            }
        }
        return new UsageBatch("synthetic", cells, requests);
    }

    private UsageRecord call(Instant ended, String subscription) {
        String api = List.of("churn-of-customers", "churn-of-customers", "assistant", "search-embeddings")
                .get(random.nextInt(4));
        int status = List.of(200, 200, 200, 200, 200, 200, 200, 200, 200, 429, 503, 400)
                .get(random.nextInt(12));
        boolean good = status == 200;
        @Nullable ModelTokens tokens = good && api.equals("assistant") ? new ModelTokens(120, 340) : null;
        long rows = good && api.startsWith("churn") ? 25 : UsageRecord.UNKNOWN_ROWS;
        long nanos = Duration.ofMillis(20 + random.nextInt(200)).toNanos();
        return new UsageRecord(
                ended.toEpochMilli(),
                new UsageRecord.Request("01J" + Long.toHexString(random.nextLong()), "trace", "POST", "/" + api, null),
                new UsageRecord.Target(
                        api,
                        api.equals("assistant") ? "createChatCompletion" : "invoke",
                        "local",
                        "standard",
                        subscription,
                        random.nextInt(4) == 0 ? "secondary" : "primary"),
                status,
                status >= 500 ? Outcome.FAILED : good ? Outcome.SUCCEEDED : Outcome.REFUSED,
                status == 429 ? "rate-limit-exceeded" : status == 503 ? "backend-busy" : null,
                new UsageRecord.Times(nanos, nanos, nanos),
                1,
                900 + random.nextInt(5000),
                4000 + random.nextInt(90_000),
                tokens,
                rows);
    }

    private static void look(Gateway gateway, Browser browser, StoredSubscription subscription) {
        try (Browser.Visit developer = browser.visit(gateway.url()).signIn("demo");
                Browser.Visit approver = browser.visit(gateway.url()).signIn("approver")) {
            developer.tolerate("branding.css");
            approver.tolerate("branding.css");
            developer.open("/portal/usage");
            assertThat(developer.page().textContent("main"))
                    .contains("Quota left", "10 of 40 calls left")
                    .contains("Mobile app: secondary");
            look(developer, "usage");
            developer.open("/portal/usage?key=" + subscription.id() + "&name=secondary&range=7d");
            look(developer, "usage-key");
            developer.open("/portal/requests");
            look(developer, "requests");
            developer.open("/portal/subscriptions/" + subscription.id());
            look(developer, "subscription-limits");
            approver.open("/portal/admin/subscriptions/" + subscription.id() + "/limits");
            look(approver, "admin-limits");
            developer.assertClean();
            approver.assertClean();
        }
    }

    private static void look(Browser.Visit visit, String name) {
        visit.screenshots(name);
        visit.assertAccessible();
    }
}
