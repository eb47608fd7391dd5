package dev.lakefront.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lakefront.document.Binder;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

class PolicySetTests {

    private final PolicyFile file = new PolicyFile(
            PolicyFileTests.factories(), new Binder(), (text, document, pointer, report) -> Optional.of(text));

    /** The last one to set the header wins, so the value tells the order. */
    private PolicyDocument document(PolicyScope scope, String name) {
        String yaml = """
            inbound:
              - rate-limit: { name: %1$s-limit, calls: 1, per: 1s }
              - set-header: { X-Last-In: %1$s, X-In-%1$s: "yes" }
            outbound:
              - set-header: { X-Last-Out: %1$s, X-Out-%1$s: "yes" }
            """.formatted(name);
        Report report = new Report();
        return new DocumentReader()
                .read(name + ".yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .flatMap(read -> file.read(scope, read, report))
                .orElseThrow(() -> new AssertionError(report.findings().toString()));
    }

    private final PolicySet set = new Policies(List.of(
                    document(new PolicyScope.Global(), "global"),
                    document(new PolicyScope.Product("internal"), "internal"),
                    document(new PolicyScope.Product("other"), "other"),
                    document(new PolicyScope.Api("churn"), "churn")))
            .forApi("churn", Set.of("internal", "bare"), List.of());

    private static ServerWebExchange run(List<GatewayFilter> filters, HttpHeaders arrived) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/churn/invocations"));
        chain(filters.iterator(), arrived).filter(exchange).block(Duration.ofSeconds(5));
        return exchange;
    }

    private static GatewayFilterChain chain(Iterator<GatewayFilter> filters, HttpHeaders arrived) {
        return exchange -> {
            if (filters.hasNext()) {
                return filters.next().filter(exchange, chain(filters, arrived));
            }
            arrived.putAll(exchange.getRequest().getHeaders());
            return Mono.defer(exchange.getResponse()::setComplete);
        };
    }

    private List<String> limits(@Nullable String product) {
        return set.limits(product).stream()
                .map(limit -> limit.limit().name() + " of " + limit.limit().scope())
                .toList();
    }

    @Test
    void holdsFromTheOutsideInOnTheWayInAndBackOnTheWayOut() {
        HttpHeaders arrived = new HttpHeaders();
        ServerWebExchange exchange = run(set.filters("internal"), arrived);

        assertThat(arrived.get("X-Last-In")).containsExactly("churn");
        assertThat(arrived.headerNames())
                .contains("X-In-global", "X-In-internal", "X-In-churn")
                .doesNotContain("X-In-other");
        assertThat(exchange.getResponse().getHeaders().get("X-Last-Out")).containsExactly("global");
        assertThat(exchange.getResponse().getHeaders().headerNames())
                .contains("X-Out-global", "X-Out-internal", "X-Out-churn")
                .doesNotContain("X-Out-other");
        assertThat(limits("internal"))
                .containsExactly(
                        "global-limit of global", "internal-limit of products/internal", "churn-limit of apis/churn");
        assertThat(set.policies("internal"))
                .extracting(policy -> policy.position().file() + " " + policy.kind())
                .containsExactly(
                        "global.yaml rate-limit",
                        "global.yaml set-header",
                        "internal.yaml rate-limit",
                        "internal.yaml set-header",
                        "churn.yaml rate-limit",
                        "churn.yaml set-header",
                        "churn.yaml set-header",
                        "internal.yaml set-header",
                        "global.yaml set-header");
    }

    @Test
    void leavesOutTheProductWhereACallIsUnderNoneOrUnderOneWithoutPolicies() {
        List<String> withoutProduct = List.of("global-limit of global", "churn-limit of apis/churn");

        assertThat(limits(null)).isEqualTo(withoutProduct);
        assertThat(limits("bare")).isEqualTo(withoutProduct);
        assertThat(set.filters(null)).hasSize(4);
    }

    @Test
    void isWorkedOutOnce() {
        assertThat(set.filters("internal")).isSameAs(set.filters("internal"));
        assertThat(set.limits(null)).isSameAs(set.limits(null));
    }

    @Test
    void refusesAProductThatTheApiIsNotIn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.limits("other"))
                .withMessageContaining("'other'");
    }

    @Test
    void isEmptyWithoutDocuments() {
        PolicySet empty = new Policies(List.of()).forApi("iris", Set.of("internal"), List.of());

        assertThat(empty.filters("internal")).isEmpty();
        assertThat(empty.limits("internal")).isEmpty();
    }

    @Test
    void refusesTwoDocumentsOfOneScope() {
        List<PolicyDocument> twins = new ArrayList<>();
        twins.add(new PolicyDocument(new PolicyScope.Global(), List.of()));
        twins.add(new PolicyDocument(new PolicyScope.Global(), List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policies(twins))
                .withMessageContaining("global");
    }
}
