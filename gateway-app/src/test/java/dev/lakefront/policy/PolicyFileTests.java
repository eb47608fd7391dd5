package dev.lakefront.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.document.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class PolicyFileTests {

    private static final PolicyScope SCOPE = new PolicyScope.Product("internal");

    private final Report report = new Report();
    private final References references = (text, document, pointer, into) -> {
        if (text.contains("${value:absent}")) {
            document.error(into, pointer, "LF9999", "named value 'absent' is not defined");
            return Optional.empty();
        }
        return Optional.of(text.replace("${value:team}", "mobile").replace("$${", "${"));
    };

    /** The policies of this build, found as the application finds them. */
    static PolicyFactories factories() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.scan("dev.lakefront.policy");
            context.refresh();
            return context.getBean(PolicyFactories.class);
        }
    }

    private Document document(String yaml) {
        return new DocumentReader()
                .read("p.yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .orElseThrow();
    }

    private Optional<PolicyDocument> read(String yaml) {
        return new PolicyFile(factories(), new Binder(), references).read(SCOPE, document(yaml), report);
    }

    private List<String> findings() {
        return report.findings().stream()
                .map(finding -> finding.position() + " " + finding.code() + ": " + finding.message())
                .toList();
    }

    @Test
    void readsBothListsInOrderWithTheirPlaces() {
        PolicyDocument read = read("""
            # yaml-language-server: $schema=../../schemas/policy.schema.json
            inbound:
              - rate-limit: { name: burst, calls: 20, per: 1s, key: subscription }
              - set-header: { X-Team: "${value:team}" }
            outbound:
              - remove-header: [Server]
            """).orElseThrow();

        assertThat(findings()).isEmpty();
        assertThat(read.scope()).isEqualTo(SCOPE);
        assertThat(read.policies())
                .extracting(
                        policy -> policy.placement().section().word() + " " + policy.kind() + " " + policy.position())
                .containsExactly(
                        "inbound rate-limit p.yaml:3:5",
                        "inbound set-header p.yaml:4:5",
                        "outbound remove-header p.yaml:6:5");
    }

    @Test
    void readsEmptyListsAndEmptyFiles() {
        assertThat(read("").orElseThrow().policies()).isEmpty();
        assertThat(read("inbound:\noutbound: []\n").orElseThrow().policies()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void reportsEverythingAtOnce() {
        assertThat(read("""
            inbound:
              - rate-limt: { name: a, calls: 1, per: 1s }
              - rate-limit: { cals: 20, name: b, calls: 1, per: 1s }
              - set-header: { X-A: "$(request.path)", Host: evil }
              - set-header: { X-A: "${value:absent}", X-B: "${value:absent} too" }
              - set-header: { Host: evil, X-B: "a\\nb" }
              - remove-header: [A]
                set-header: { B: b }
              - {}
              - json-to-xml: {}
            outbound:
              - rate-limit: { name: c, calls: 1, per: 1s }
            """)).isEmpty();

        assertThat(findings())
                .containsExactly(
                        "p.yaml:2:5 LF1402: unknown policy 'rate-limt'; did you mean 'rate-limit'?; known in inbound:"
                                + " bandwidth, concurrency, quota, rate-limit, remove-header, set-header",
                        "p.yaml:3:19 LF1101: unknown setting 'cals' in 'rate-limit'; did you mean 'calls'?",
                        "p.yaml:4:24 LF1404: '$(...)' would be worked out anew for each call, which this version"
                                + " cannot do; write a fixed text, or a reference such as ${value:name}",
                        "p.yaml:5:24 LF9999: named value 'absent' is not defined",
                        "p.yaml:5:48 LF9999: named value 'absent' is not defined",
                        "p.yaml:6:25 LF1405: header 'Host' cannot be changed by a policy: it says where a message goes"
                                + " or how its body is to be read, and no policy changes that",
                        "p.yaml:6:36 LF1405: the value of header 'X-B' has a line break, another control character or"
                                + " a character outside ASCII in it",
                        "p.yaml:7:5 LF1401: an item is one policy, such as '- remove-header: [Server]'; this one has"
                                + " the names remove-header, set-header: put each after its own '-'",
                        "p.yaml:9:5 LF1401: an item is one policy, such as '- remove-header: [Server]'; this one has"
                                + " no name",
                        "p.yaml:10:5 LF1402: unknown policy 'json-to-xml'; known in inbound: bandwidth,"
                                + " concurrency, quota, rate-limit, remove-header, set-header",
                        "p.yaml:12:5 LF1403: policy 'rate-limit' cannot stand in outbound; move it to inbound");
    }

    @Test
    void reportsWhatIsNoPolicyDocument() {
        read("- set-header: { A: b }\n");
        read("inbound: set-header\ninbuond: []\n");
        read("inbound: [set-header]\n");

        assertThat(report.findings())
                .extracting(finding -> finding.position() + " " + finding.code())
                .containsExactlyInAnyOrder(
                        "p.yaml:1:1 LF1103", "p.yaml:1:10 LF1103", "p.yaml:2:1 LF1101", "p.yaml:1:11 LF1103");
    }

    @Test
    void refusesTwoLimitsOfOneNameAndNamesTheFirst() {
        read("inbound:\n"
                + "  - rate-limit: { name: a, calls: 1, per: 1s }\n"
                + "  - rate-limit: { name: a, calls: 9, per: 1h }\n");

        assertThat(findings())
                .containsExactly(
                        "p.yaml:3:17 LF1406: limit 'a' stands here twice; first at p.yaml:2:5; give each its own name");
    }

    @Test
    void putsNoResolvedValueIntoItsString() {
        PolicyDocument read = read("inbound:\n  - set-header: { X-Team: \"${value:team}\" }\n")
                .orElseThrow();

        assertThat(read.toString()).doesNotContain("mobile");
    }

    @Test
    void composesTheSchemaOfDocumentsFromThoseOfAllPolicies() {
        PolicyFactories factories = factories();
        String inbound = factories
                .kind()
                .schema()
                .get()
                .at("/properties/inbound/items/properties")
                .toString();

        assertThat(inbound)
                .contains("rate-limit", "set-header", "remove-header")
                .doesNotContain("$id", "$schema");
        assertThat(factories
                        .kind()
                        .schema()
                        .get()
                        .at("/properties/outbound/items/properties")
                        .propertyNames())
                .containsExactly("remove-header", "set-header");
        assertThat(new SchemaCheck()
                        .check(
                                document("inbound: [{rate-limit: {name: a, calls: 1, per: 1s}}]"),
                                factories.kind(),
                                report))
                .isTrue();
        assertThat(new SchemaCheck()
                        .check(
                                document("outbound: [{rate-limit: {name: a, calls: 1, per: 1s}}]"),
                                factories.kind(),
                                report))
                .isFalse();
    }

    @Test
    void refusesTwoFactoriesOfOneName() {
        PolicyFactory<?> one = new Twin();
        PolicyFactory<?> two = new Twin();

        assertThatIllegalStateException()
                .isThrownBy(() -> new PolicyFactories(List.of(one, two)))
                .withMessageContaining("'set-header'")
                .withMessageContaining(Twin.class.getName());
    }

    private static final class Twin implements PolicyFactory<Twin.None> {

        record None() {}

        @Override
        public String kind() {
            return "set-header";
        }

        @Override
        public Class<None> configType() {
            return None.class;
        }

        @Override
        public java.util.Set<Section> sections() {
            return java.util.Set.of(Section.INBOUND);
        }

        @Override
        public Policy create(None config, Placement placement) {
            throw new IllegalArgumentException("never");
        }
    }
}
