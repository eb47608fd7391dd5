package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageReport;
import dev.lakefront.usage.UsageStore;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who called what, how often and with what result, added up as the portal shows it. */
@RestController
class UsageResource {

    private final ObjectProvider<UsageStore> store;
    private final ObjectProvider<UsageProperties> properties;
    private final PortalWork work;
    private final InstantSource clock;

    UsageResource(
            ObjectProvider<UsageStore> store,
            ObjectProvider<UsageProperties> properties,
            PortalWork work,
            InstantSource clock) {
        this.store = store;
        this.properties = properties;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping("/management/v1/usage")
    Mono<ResponseEntity<byte[]>> usage(@RequestParam MultiValueMap<String, String> query) {
        return work.with(properties, kept -> UsageSpan.of(query, clock.instant(), kept.keepMinutes()))
                .map(span -> question(span, query))
                .flatMap(question -> work.with(store, kept -> UsageView.of(question, UsageReport.of(kept, question))))
                .map(Answer::tagged);
    }

    private static UsageQuestion question(UsageSpan span, MultiValueMap<String, String> query) {
        @Nullable String subscription = query.getFirst("subscription");
        @Nullable String key = query.getFirst("key");
        if (key != null && subscription == null) {
            throw new GatewayProblem(
                    ProblemType.INVALID_PARAMETER, "'key' names a key of a 'subscription', which must be said, too.");
        }
        return new UsageQuestion(
                subscription == null ? null : Set.of(subscription),
                key,
                query.getFirst("api"),
                span.from(),
                span.to(),
                span.step());
    }
}
