package dev.lakefront.proxy;

import dev.lakefront.publication.CallerCheck;
import dev.lakefront.subscription.Authentication;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Checks the subscription key against the API that is called. */
@Component
class KeyStep implements GatewayFilter {

    private final CallerCheck callers;

    KeyStep(CallerCheck callers) {
        this.callers = callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        admit(exchange, Call.of(exchange));
        return chain.filter(exchange);
    }

    /** Notes who calls, or turns them away. */
    void admit(ServerWebExchange exchange, Call call) {
        Optional<Authentication.Known> subscription = authenticated(exchange, call);
        call.caller(callers.admit(subscription, call.target().requiredApi()));
    }

    /** Before the API is known: turns away who could not call any. */
    void refuseStrangers(ServerWebExchange exchange, Call call) {
        Optional<Authentication.Known> subscription = authenticated(exchange, call);
        if (subscription.isPresent() || !call.snapshot().anyOpen()) {
            callers.requireStanding(subscription);
        }
    }

    /** Once for a call, whichever step asks first. */
    private Optional<Authentication.Known> authenticated(ServerWebExchange exchange, Call call) {
        Optional<Authentication.Known> known = call.subscription();
        if (known == null) {
            known = callers.authenticate(exchange.getRequest(), call.snapshot());
            call.subscription(known);
        }
        return known;
    }
}
