package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Finding;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.document.Severity;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LoweredLimits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFileTests {

    private static final SubscriptionKey KEY = SubscriptionKey.issue(new Random(3));
    private static final String CHOSEN = "0123456789abcdef0123456789abcdef";

    private final Report report = new Report();
    private final References references = (text, document, pointer, into) -> switch (text) {
        case "${env:CHOSEN}" -> Optional.of(CHOSEN);
        case "${env:SHORT}" -> Optional.of("hunter2");
        default -> {
            document.error(into, pointer, "LF9999", "no such reference");
            yield Optional.empty();
        }
    };
    private final SubscriptionFile file = new SubscriptionFile(
            new Binder(), references, Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC));

    private Document document(String name, String yaml) {
        return new DocumentReader()
                .read(name + ".yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .orElseThrow();
    }

    private Optional<Subscription> read(String yaml) {
        return file.read("mobile-app", document("mobile-app", yaml), report);
    }

    private List<String> findings() {
        return report.findings().stream()
                .map(finding -> finding.position() + " " + finding.code() + ": " + finding.message())
                .toList();
    }

    @Test
    void readsEverything() {
        Optional<Subscription> read = read("""
            title: Mobile app backend
            product: internal
            owner: { team: mobile, contact: mobile@example.com }
            state: pending
            expires: "2027-06-30"
            keys:
              %s
              - { name: secondary, secret: "${env:CHOSEN}" }
            """.formatted(KeyLine.of("primary", KEY.reveal())));

        assertThat(findings()).isEmpty();
        assertThat(read)
                .contains(new Subscription(
                        new SubscriptionId("mobile-app"),
                        "Mobile app backend",
                        new Scope.Product("internal"),
                        new Subscription.Owner("mobile", "mobile@example.com"),
                        SubscriptionState.SUBMITTED,
                        LocalDate.parse("2027-06-30"),
                        List.of(
                                new Subscription.Key("primary", KEY.digest(), KEY.prefix()),
                                new Subscription.Key("secondary", KeyDigest.of(CHOSEN), null))));
    }

    @Test
    void isActiveWithoutEndUnlessToldOtherwise() {
        Subscription read = read("title: T\nscope: all\n").orElseThrow();

        assertThat(read.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(read.expires()).isNull();
        assertThat(read.scope()).isEqualTo(new Scope.All());
        assertThat(read("title: T\napi: churn\n").orElseThrow().scope()).isEqualTo(new Scope.Api("churn"));
    }

    @ParameterizedTest
    @CsvSource({
        "submitted, SUBMITTED",
        "pending, SUBMITTED",
        "active, ACTIVE",
        "suspended, SUSPENDED",
        "rejected, REJECTED",
        "cancelled, CANCELLED",
        "expired, EXPIRED",
    })
    void readsEachState(String written, SubscriptionState state) {
        assertThat(read("title: T\nscope: all\nstate: " + written + "\n")
                        .orElseThrow()
                        .state())
                .isEqualTo(state);
    }

    @Test
    void warnsOfWhatNobodyCanUse() {
        assertThat(read("title: T\nscope: all\nexpires: 2026-04-30\n")).isPresent();

        assertThat(report.findings()).extracting(Finding::severity).containsOnly(Severity.WARNING);
        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1308", "LF1307");
    }

    @ParameterizedTest
    @CsvSource({"'title: T', 0", "'title: T\nproduct: a\nscope: all', 2"})
    void wantsExactlyOneScope(String yaml, int said) {
        assertThat(read(yaml)).isEmpty();

        assertThat(findings())
                .containsExactly("mobile-app.yaml:1:1 LF1301: a subscription is to one thing; it says " + said
                        + ": write one of 'product: <id>', 'api: <id>' and 'scope: all'");
    }

    @Test
    void reportsEveryBadKeyAtItsPlaceAndShowsNone() {
        assertThat(read("""
            title: T
            scope: all
            keys:
              - name: primary
                secret: my-plain-secret-key-in-git
              - name: secondary
                hash: my-plain-secret-key-as-hash
            """)).isEmpty();

        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1310", "LF1303");
        assertThat(report.findings())
                .extracting(f -> String.valueOf(f.position()))
                .containsExactly("mobile-app.yaml:5:13", "mobile-app.yaml:7:11");
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.message()).contains("keys hash"));
        assertThat(report.findings().toString()).doesNotContain("my-plain-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "'- { name: a }', LF1302",
        "'- { name: a, hash: \"sha256:00\", secret: \"${env:CHOSEN}\" }', LF1302",
        "'- { name: a, secret: \"${env:SHORT}\" }', LF1311",
        "'- { name: a, secret: \"${env:NONE}\" }', LF9999",
        "'- { name: a, secret: \"$${env:CHOSEN}\" }', LF1310",
        "'- { name: A, secret: \"${env:CHOSEN}\" }', LF1105",
        "'- { key: a, name: a }', LF1101",
    })
    void refusesBadKeys(String line, String code) {
        assertThat(read("title: T\nscope: all\nkeys:\n  " + line + "\n")).isEmpty();

        assertThat(report.findings()).extracting(Finding::code).containsExactly(code);
        assertThat(report.findings().toString()).doesNotContain("hunter2");
    }

    @Test
    void saysHowLongANameMayBe() {
        read("title: T\nscope: all\nkeys:\n  - { name: " + "a".repeat(64) + ", secret: \"${env:CHOSEN}\" }\n");

        assertThat(findings()).singleElement().asString().contains("LF1105", "it must be 1 to 63 lower-case letters");
    }

    @Test
    void refusesTwoKeysOfOneNameAndADayThatIsNone() {
        read("title: T\nscope: all\nkeys:\n  - { name: a, secret: \"${env:CHOSEN}\" }\n"
                + "  - { name: a, secret: \"${env:CHOSEN}\" }\n");
        read("title: T\nscope: all\nexpires: 2027-02-30\n");

        assertThat(report.findings())
                .extracting(f -> f.position() + " " + f.code())
                .containsExactly("mobile-app.yaml:3:10 LF1107", "mobile-app.yaml:5:13 LF1309");
    }

    @Test
    void reportsAKeyThatTwoFilesClaimWithBothPlaces() {
        String yaml = "title: T\nscope: all\nkeys:\n  - { name: primary, secret: \"${env:CHOSEN}\" }\n";
        SubscriptionIndexBuilder builder = new SubscriptionIndexBuilder();
        for (String id : List.of("first", "second")) {
            Document document = document(id, yaml);
            builder.add(file.read(id, document, report).orElseThrow(), document, report);
        }

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("second.yaml:4:5 LF1304: key 'primary' is also key 'primary' of subscription 'first'"
                        + " (first.yaml:4:5)");
        assertThat(builder.build().all()).hasSize(2);
    }

    @Test
    void reportsProductsAndApisThatAreNotThere() {
        Document product = document("a", "title: T\nproduct: intrenal\n");
        Document api = document("b", "title: T\napi: churn\n");
        SubscriptionIndexBuilder.checkScope(
                file.read("a", product, new Report()).orElseThrow(), product, Set.of("internal"), Set.of(), report);
        SubscriptionIndexBuilder.checkScope(
                file.read("b", api, new Report()).orElseThrow(), api, Set.of(), Set.of("fraud", "iris"), report);

        assertThat(findings())
                .containsExactly(
                        "a.yaml:2:10 LF1305: product 'intrenal' is not defined in config/products/; did you mean"
                                + " 'internal'?",
                        "b.yaml:2:6 LF1306: API 'churn' is not defined in config/apis/; known: fraud, iris");
    }

    @Test
    void leavesToThePortalTheIdsThatAreThePortals() {
        assertThat(file.read("s-app", document("s-app", "title: App\nscope: all\n"), report))
                .isEmpty();

        assertThat(findings())
                .containsExactly(
                        "s-app.yaml:1:1 LF1312: subscription 's-app' has an id that begins with 's-', as those of"
                                + " the portal do; give the file another name");
    }

    private void check(String yaml, Limit... possible) {
        Document document = document("mobile-app", yaml);
        file.read("mobile-app", document, report)
                .ifPresent(read -> SubscriptionIndexBuilder.checkLimits(read, document, List.of(possible), report));
    }

    @Test
    void lowersLimitsOfItsProduct() {
        Subscription read = read("title: T\nproduct: internal\nlimits: { daily: 1000, burst: 5 }\n")
                .orElseThrow();

        assertThat(read.limits()).isEqualTo(new LoweredLimits(Map.of("daily", 1000L, "burst", 5L)));
        assertThat(read("title: T\nscope: all\n").orElseThrow().limits()).isEqualTo(LoweredLimits.NONE);
    }

    @Test
    void saysOfALimitThatIsNotLowerWhatIsPossible() {
        check(
                "title: T\nproduct: internal\nkeys: [{ name: a, secret: \"${env:CHOSEN}\" }]\nlimits:\n  daily: 20000\n"
                        + "  burst: 20\n  dayly: 5\n",
                Limit.calls("daily", 10000, Duration.ofDays(1), "products/internal"),
                Limit.calls("daily", 90000, Duration.ofDays(1), "global"),
                Limit.calls("burst", 20, Duration.ofSeconds(1), "products/internal"));

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "mobile-app.yaml:5:10 LF1314: limit 'daily' is 20000; a subscription may only lower it, and"
                                + " policies/products/internal.yaml says 10000 calls: write 1 to 10000",
                        "mobile-app.yaml:7:3 LF1313: no limit 'dayly' counts each subscription's own calls of product"
                                + " 'internal'; did you mean 'daily'?");
    }

    @Test
    void saysWhenThereIsNoLimitToLower() {
        check("title: T\nscope: all\nkeys: [{ name: a, secret: \"${env:CHOSEN}\" }]\nlimits: { daily: 1 }\n");

        assertThat(findings())
                .containsExactly("mobile-app.yaml:4:11 LF1313: no limit 'daily' counts each subscription's own calls of"
                        + " all APIs; there is none that could be lowered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "1.5", "1000000000001", "many", "null"})
    void takesWholeNumbersOnly(String amount) {
        check("title: T\nscope: all\nlimits: { daily: " + amount + " }\n");

        assertThat(findings()).singleElement().asString().startsWith("mobile-app.yaml:3:18 LF110");
    }
}
