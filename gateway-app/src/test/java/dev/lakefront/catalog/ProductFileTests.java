package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductFileTests {

    private final Report report = new Report();

    private Optional<Product> read(String yaml) {
        return new DocumentReader()
                .read("internal.yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .flatMap(document -> new ProductFile(new Binder()).read("internal", document, report));
    }

    @Test
    void needsATitle() {
        assertThat(read("title: Internal\n"))
                .contains(new Product("internal", "Internal", null, false, SubscriptionRules.DEFAULT, null));
        assertThat(SubscriptionRules.DEFAULT)
                .isEqualTo(new SubscriptionRules(SubscriptionRules.Approval.AUTOMATIC, 5, null));
    }

    @Test
    void readsWhateverElseMayBeSet() {
        Optional<Product> read = read("""
            title: Internal
            summary: For us.
            subscription: { required: false, approval: manual, max-per-owner: 2, key-lifetime: 180d }
            terms: |
              Be kind.
            """);

        assertThat(report.findings()).isEmpty();
        assertThat(read)
                .contains(new Product(
                        "internal",
                        "Internal",
                        "For us.",
                        true,
                        new SubscriptionRules(SubscriptionRules.Approval.MANUAL, 2, Duration.ofDays(180)),
                        "Be kind.\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "subscription: { approval: never }  | internal.yaml:2:27 | 'subscription.approval",
                "subscription: { max-per-owner: 0 }  | internal.yaml:2:32 | 'subscription.max-per-owner",
                "subscription: { max-per-owner: 1001 } | internal.yaml:2:32 | 'subscription.max-per-owner",
                "subscription: { key-lifetime: 0d }  | internal.yaml:2:15 | 'key-lifetime' must be longer than nothing",
                "subscription: { key-lifetime: soon } | internal.yaml:2:31 | 'subscription.key-lifetime'",
                "subscription: { approved: manual }  | internal.yaml:2:17 | 'approved'",
                "terms: ''                           | internal.yaml:2:8  | 'terms'",
            })
    void saysWhereAndWhatIsWrong(String line, String place, String words) {
        assertThat(read("title: Internal\n" + line + "\n")).isEmpty();

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.position().toString()).isEqualTo(place);
            assertThat(finding.message()).contains(words);
        });
    }
}
