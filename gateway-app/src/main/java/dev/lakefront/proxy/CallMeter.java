package dev.lakefront.proxy;

import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.subscription.Caller;
import dev.lakefront.tracing.CallSpan;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecord.Request;
import dev.lakefront.usage.UsageRecord.Target;
import dev.lakefront.usage.UsageRecorder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Records every request once: when the last byte of its answer is through, when it was turned away, or when its caller has
 * left. It stands before the match, so that unknown paths and wrong methods count as well.
 */
@Component
class CallMeter {

    private final UsageRecorder recorder;
    private final AttemptMeter attempts;
    private final BodyReader bodies;
    private final InstantSource clock;

    CallMeter(UsageRecorder recorder, AttemptMeter attempts, BodyReader bodies, InstantSource clock) {
        this.bodies = bodies;
        this.recorder = recorder;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** The answer, recorded at its end. */
    Mono<Void> metered(ServerWebExchange exchange, Arrival arrival, Mono<Void> answer) {
        return new MeteredAnswer(answer, this, exchange, arrival);
    }

    void began() {
        recorder.received();
    }

    /** What such a call would have got is nobody's answer: it has a status only when that went out. */
    void cancelled(ServerWebExchange exchange, Arrival arrival) {
        int status = exchange.getResponse().isCommitted() ? status(exchange) : UsageRecord.NO_STATUS;
        ended(exchange, arrival, status, Outcome.CANCELLED, null);
    }

    void completed(ServerWebExchange exchange, Arrival arrival) {
        if (hasCallerLeft(exchange, arrival)) {
            cancelled(exchange, arrival);
        } else {
            int status = status(exchange);
            ended(exchange, arrival, status, outcome(status), problem(exchange));
        }
    }

    void failed(ServerWebExchange exchange, Arrival arrival, Throwable failure) {
        if (failure instanceof AbortedException || hasCallerLeft(exchange, arrival)) {
            cancelled(exchange, arrival);
            return;
        }
        ProblemType type = ProblemResponse.toProblem(failure).type();
        String known = problem(exchange);
        String problem = known == null ? type.code() : known;
        if (exchange.getResponse().isCommitted()) {
            ended(exchange, arrival, status(exchange), Outcome.FAILED, problem);
        } else {
            // ProblemResponse writes it next, outside this step.
            ended(exchange, arrival, type.status(), outcome(type.status()), problem);
        }
    }

    private static boolean hasCallerLeft(ServerWebExchange exchange, Arrival arrival) {
        Call call = Call.find(exchange);
        return arrival.hasCallerLeft() || call != null && call.hasCallerLeft();
    }

    private static @Nullable String problem(ServerWebExchange exchange) {
        Call call = Call.find(exchange);
        return call == null ? null : call.problem();
    }

    private static Outcome outcome(int status) {
        if (status >= 500) {
            return Outcome.FAILED;
        }
        return status >= 400 ? Outcome.REFUSED : Outcome.SUCCEEDED;
    }

    private static int status(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? UsageRecord.NO_STATUS : status.value();
    }

    private void ended(
            ServerWebExchange exchange, Arrival arrival, int status, Outcome outcome, @Nullable String problem) {
        long now = System.nanoTime();
        Call call = Call.find(exchange);
        if (call != null) {
            bodies.leave(call);
        }
        RouteTarget target = call == null ? null : call.targetIfKnown();
        attempts.abandoned(arrival, target, outcome);
        UsageRecord usage = new UsageRecord(
                clock.millis(),
                request(exchange.getRequest(), arrival),
                call == null || target == null ? Target.NONE : target(call, target),
                status,
                outcome,
                problem,
                arrival.times(now),
                arrival.attempts(),
                call == null ? 0 : call.requestBytes().get(),
                call == null ? 0 : call.responseBytes().get(),
                call == null ? null : call.tokens(),
                call == null ? UsageRecord.UNKNOWN_ROWS : call.rows());
        recorder.ended(usage);
        CallSpan span = arrival.span();
        if (span != null) {
            span.end(usage, target == null ? null : served(target));
        }
    }

    private static Request request(ServerHttpRequest request, Arrival arrival) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress client = remote == null ? null : remote.getAddress();
        return new Request(
                arrival.requestId(), arrival.traceId(), request.getMethod().name(), arrival.rawPath(), client);
    }

    private static Target target(Call call, RouteTarget target) {
        PublishedApi api = target.requiredApi();
        Caller caller = call.caller();
        return new Target(
                api.api().id(),
                target.operation().id(),
                api.api().workspace(),
                caller == null ? null : caller.productId(),
                caller == null ? null : caller.subscriptionId(),
                caller == null ? null : caller.keyName());
    }

    private static CallSpan.Served served(RouteTarget target) {
        PublishedApi api = target.requiredApi();
        return new CallSpan.Served(
                api.api().id(),
                api.api().path() + target.operation().path(),
                api.workspace().type(),
                api.document().task().word());
    }
}
