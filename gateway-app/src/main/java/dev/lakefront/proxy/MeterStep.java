package dev.lakefront.proxy;

import dev.lakefront.subscription.Caller;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecorder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Records every call once, when the last byte of its answer is through or its caller has left. */
@Component
class MeterStep implements GatewayFilter {

    private final UsageRecorder recorder;

    MeterStep(UsageRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        long start = System.nanoTime();
        return chain.filter(exchange).doFinally(signal -> recorder.record(usage(exchange, start, signal)));
    }

    private static UsageRecord usage(ServerWebExchange exchange, long start, SignalType signal) {
        Call call = Call.of(exchange);
        RouteTarget target = call.targetIfKnown();
        Caller caller = call.caller();
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return new UsageRecord(
                target == null ? null : target.requiredApi().api().id(),
                target == null ? null : target.operation().id(),
                caller == null ? null : caller.subscriptionId(),
                caller == null ? null : caller.productId(),
                status == null ? 0 : status.value(),
                outcome(call, signal, status),
                call.problem(),
                Duration.ofNanos(System.nanoTime() - start),
                call.requestBytes().get(),
                call.responseBytes().get());
    }

    private static Outcome outcome(Call call, SignalType signal, @Nullable HttpStatusCode status) {
        if (signal == SignalType.CANCEL || call.hasCallerLeft()) {
            return Outcome.CANCELLED;
        }
        if (signal == SignalType.ON_ERROR || status == null || status.is5xxServerError()) {
            return Outcome.FAILED;
        }
        return status.is4xxClientError() ? Outcome.REFUSED : Outcome.SUCCEEDED;
    }
}
