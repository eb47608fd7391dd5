package dev.lakefront.proxy;

import dev.lakefront.backend.Workspace;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.tracing.CallSpan;
import dev.lakefront.tracing.TraceContext;
import dev.lakefront.usage.CallMeters;
import dev.lakefront.usage.CallMeters.AttemptOutcome;
import dev.lakefront.usage.UsageRecord.Outcome;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times each attempt at a model server, from its start to the head of the answer, and gives it a place in the trace. */
@Component
class AttemptMeter {

    private final CallMeters meters;

    AttemptMeter(CallMeters meters) {
        this.meters = meters;
    }

    /** An attempt begins; answers what the model server is to be told of the trace. */
    TraceContext begins(Call call) {
        URI host = call.target().requiredApi().workspace().host();
        return call.arrival()
                .attemptBegins(
                        System.nanoTime(),
                        host.getHost(),
                        Workspace.port(host),
                        call.target().operation().method());
    }

    /** The head of an answer came. */
    void answered(Call call, int status) {
        Arrival arrival = call.arrival();
        ended(arrival, call.target().requiredApi().workspace(), AttemptOutcome.ANSWERED);
        CallSpan.AttemptSpan span = arrival.attemptSpan();
        if (span != null) {
            span.answered(status);
        }
    }

    /** The attempt failed; what fails after the answer's head is not the attempt's matter any more. */
    void failed(Call call, Throwable failure) {
        Arrival arrival = call.arrival();
        if (arrival.isAttempting()) {
            ended(arrival, call.target().requiredApi().workspace(), AttemptOutcome.FAILED);
        }
        CallSpan.AttemptSpan span = arrival.attemptSpan();
        if (span != null) {
            String problem = failure instanceof GatewayProblem known
                    ? known.type().code()
                    : failure.getClass().getSimpleName();
            span.failed(problem);
        }
    }

    /** The call has ended; an attempt that is still under way ends with it. */
    void abandoned(Arrival arrival, @Nullable RouteTarget target, Outcome outcome) {
        if (target != null && arrival.isAttempting()) {
            AttemptOutcome attempt = outcome == Outcome.CANCELLED ? AttemptOutcome.CANCELLED : AttemptOutcome.FAILED;
            ended(arrival, target.requiredApi().workspace(), attempt);
        }
    }

    private void ended(Arrival arrival, Workspace workspace, AttemptOutcome attempt) {
        meters.attempted(workspace.id().value(), attempt, arrival.attemptEnds(System.nanoTime()));
    }
}
