package dev.lakefront.proxy;

import dev.lakefront.limit.Admission;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.WaitingRoom;
import dev.lakefront.policy.LimitPlan;
import dev.lakefront.policy.PolicySet;
import dev.lakefront.subscription.Caller;
import dev.lakefront.usage.CallMeters;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Spends the call from every limit that holds for it, or from none when one of them refuses; holds it where a limit says
 * so.
 *
 * <p>What a call has spent stays spent, whatever becomes of it: a caller that leaves or a model server that fails has
 * been worked for, and nobody gets calls back by leaving early. Only places in flight come back, when the call ends.
 */
@Component
class LimitStep implements GatewayFilter {

    private final RateLimiter limiter;
    private final WaitingRoom room;
    private final BodyReader bodies;
    private final BodyCounter counter;
    private final ClientAddress addresses;
    private final CallMeters meters;
    private final AdmitStep admit;

    LimitStep(
            RateLimiter limiter,
            WaitingRoom room,
            BodyReader bodies,
            BodyCounter counter,
            ClientAddress addresses,
            CallMeters meters,
            AdmitStep admit) {
        this.limiter = limiter;
        this.room = room;
        this.bodies = bodies;
        this.counter = counter;
        this.addresses = addresses;
        this.meters = meters;
        this.admit = admit;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        Caller caller = call.caller();
        admit.refuseWhenFull(call.target().requiredApi());
        LimitPlan plan = plan(call, caller);
        if (plan.isEmpty()) {
            return chain.filter(exchange);
        }
        if (plan.countsBody()) {
            return counter.count(exchange, call).flatMap(count -> spend(plan, count, call, exchange, chain));
        }
        if (plan.endsWithCall() && !call.isBodyTaken()) {
            // The body first: a caller that sends it slowly must not hold a place that others could use.
            return bodies.take(exchange, call)
                    .then(Mono.defer(() -> spend(plan, BodyCount.ONE, call, exchange, chain)));
        }
        return spend(plan, BodyCount.ONE, call, exchange, chain);
    }

    private static LimitPlan plan(Call call, @Nullable Caller caller) {
        PolicySet policies = call.target().requiredApi().policies();
        if (caller == null) {
            return policies.plan(null);
        }
        LimitPlan plan = policies.plan(caller.productId());
        return caller.limits().isEmpty() ? plan : plan.lowered(caller.limits());
    }

    private Mono<Void> spend(
            LimitPlan plan, BodyCount count, Call call, ServerWebExchange exchange, GatewayFilterChain chain) {
        MeasuredCall measured = new MeasuredCall(exchange.getRequest(), call, count, addresses);
        List<Charge> charges = plan.charges(measured);
        if (!plan.waits() && !plan.endsWithCall()) {
            return limiter.tryAcquire(charges).flatMap(decision -> decided(plan, decision, exchange, chain));
        }
        SpentCall spent = new SpentCall(limiter, room, charges, call);
        Mono<Admission> admission = plan.waits()
                ? admission(spent, then -> room.enter(plan.ask(charges, measured), then.admitted(), then.failed()))
                : admission(spent, then -> {
                    limiter.tryAcquire(charges)
                            .subscribe(decision -> then.admitted().accept(Admission.atOnce(decision)), then.failed());
                    // Not disposed of: what arrives in that moment would be dropped, and its places with it.
                    return Disposables.disposed();
                });
        return admission
                .flatMap(known -> {
                    call.waited(known.waited());
                    return decided(plan, known.decision(), exchange, chain);
                })
                .doFinally(signal -> spent.ended());
    }

    /** Who is told of what became of an ask. */
    private record Then(Consumer<Admission> admitted, Consumer<Throwable> failed) {}

    private interface Asking {
        Disposable begin(Then then);
    }

    /** Cancelling does not take back what was asked: the answer is awaited, and what it gave is given back. */
    private static Mono<Admission> admission(SpentCall spent, Asking asking) {
        return Mono.create(sink -> {
            Disposable leaving = asking.begin(new Then(
                    admission -> {
                        if (!(admission.decision() instanceof Decision.Admitted) || spent.admitted()) {
                            sink.success(admission);
                        }
                    },
                    sink::error));
            sink.onCancel(leaving);
        });
    }

    private Mono<Void> decided(
            LimitPlan plan, Decision decision, ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        LimitHeaders.write(exchange.getResponse().getHeaders(), plan, decision.states(), call.surface());
        return switch (decision) {
            case Decision.Admitted _ -> chain.filter(exchange);
            case Decision.Refused refused -> {
                meters.rateLimited(refused.limit().name());
                yield Mono.error(LimitRefusal.of(refused, plan.isOfWorkspace(refused.limit())));
            }
            case Decision.TooLarge tooLarge -> Mono.error(LimitRefusal.of(tooLarge));
        };
    }
}
