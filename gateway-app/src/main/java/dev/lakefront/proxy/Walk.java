package dev.lakefront.proxy;

import dev.lakefront.publication.PublishedApi;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.stereotype.Component;

/**
 * The request path: every call goes down this list, its answer comes back up.
 *
 * <p>{@link CallMeter} began to count before anything else, and {@link GatewayHandlerMapping} has matched the path, before the first step. The order is written down here and
 * nowhere else; each line says why the step stands where it does.
 */
@Component
class Walk {

    private final List<GatewayFilter> byPath;
    private final List<GatewayFilter> byPathWithoutEnd;
    private final List<GatewayFilter> byModel;

    Walk(Steps steps) {
        this.byPath = List.of(
                // Above everything that can fail: what is thrown below becomes the caller's error body.
                steps.problems(),
                // Above whatever else answers: all of an API's answers say when it ends, and one that has ended costs
                // nothing.
                steps.lifecycle(),
                // Before anything that costs: a stranger spends nobody's limits.
                steps.key(),
                // Needs the subscription; before the policies do their work.
                steps.limits(),
                // Before the credential: no policy ever sees a secret. Keys are already gone from the headers here.
                steps.policies(),
                // Before a place is taken: a caller that sends slowly must not hold one that others could use.
                steps.body(),
                // Around what an attempt needs: nothing above is done twice, and who waits for another holds no place.
                steps.retry(),
                // Bounds what may wait for a model server, so that its connection pool never has to.
                steps.admit(),
                // Once for each attempt, after all that a caller has a say in: nothing can strip or replace it.
                steps.credential(),
                // Closest to the wire, so that it judges nothing but the model server.
                steps.breaker(),
                // The wire.
                steps.call());
        this.byPathWithoutEnd =
                byPath.stream().filter(step -> step != steps.lifecycle()).toList();
        this.byModel = List.of(
                steps.problems(),
                // The rest of the match: the body names the API. Strangers are refused before their body is read.
                steps.model(),
                steps.lifecycle(),
                steps.key(),
                steps.limits(),
                steps.policies(),
                steps.body(),
                steps.retry(),
                steps.admit(),
                steps.credential(),
                steps.breaker(),
                steps.call());
    }

    /** For paths that name their API. Most APIs have no end, and leave the step out that would say so. */
    List<GatewayFilter> byPath(PublishedApi api) {
        return api.notice() == null ? byPathWithoutEnd : byPath;
    }

    /** For OpenAI-compatible paths, where {@code model} in the body names the API. */
    List<GatewayFilter> byModel() {
        return byModel;
    }

    /** The steps, by the name each has in the list. */
    @Component
    record Steps(
            ProblemStep problems,
            LifecycleStep lifecycle,
            ModelStep model,
            KeyStep key,
            LimitStep limits,
            PolicyStep policies,
            BodyStep body,
            RetryStep retry,
            AdmitStep admit,
            CredentialStep credential,
            BreakerStep breaker,
            CallStep call) {}
}
