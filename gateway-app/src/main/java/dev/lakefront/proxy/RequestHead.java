package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.server.Overload;
import dev.lakefront.tracing.CallSpan;
import dev.lakefront.tracing.TraceContext;
import dev.lakefront.tracing.Tracing;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Looks at the head of every request before anything decides on it: it is counted, gets an id and a place in a trace, and
 * its path must have one reading.
 *
 * <p>First in the chain, so that the paths of listings and metadata are held to the same rules as those of models. The
 * id is the caller's {@code X-Request-Id} where that has a safe form, else a new one; it is returned and sent on.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestHead implements WebFilter {

    private static final String REQUEST_ID = "X-Request-Id";
    private static final int SHORTEST_ID = 8;
    private static final int LONGEST_ID = 128;

    private final CallMeter meter;
    private final Tracing tracing;
    private final Overload overload;
    private final ApplicationContext callers;

    RequestHead(CallMeter meter, Tracing tracing, Overload overload, ApplicationContext callers) {
        this.overload = overload;
        this.meter = meter;
        this.tracing = tracing;
        this.callers = callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // Filters are inherited by the management port, whose probes and scrapes are nobody's calls.
        boolean isCall = exchange.getApplicationContext() == callers;
        ServerHttpRequest request = exchange.getRequest();
        // The request target as it stood on the request line; nothing in between has decoded or merged it.
        String target = wire(request).uri();
        Arrival arrival = arrival(request, target, channel(request), isCall);
        arrival.attachTo(exchange);
        exchange.getResponse().getHeaders().set(REQUEST_ID, arrival.requestId());
        Mono<Void> answer = checked(exchange, chain, arrival, target, isCall);
        return isCall ? meter.metered(exchange, arrival, answer) : answer;
    }

    private Mono<Void> checked(
            ServerWebExchange exchange, WebFilterChain chain, Arrival arrival, String target, boolean isCall) {
        try {
            if (isCall) {
                overload.check();
            }
            arrival.path(RawPath.parse(target));
        } catch (GatewayProblem refused) {
            return Mono.error(refused);
        }
        return chain.filter(exchange);
    }

    private Arrival arrival(ServerHttpRequest request, String target, Channel channel, boolean isCall) {
        long now = System.nanoTime();
        HttpHeaders headers = received(request);
        TraceContext received =
                TraceContext.parse(headers.getAll(TraceContext.PARENT), headers.getAll(TraceContext.STATE));
        CallSpan span = isCall ? tracing.begin(received, request.getMethod().name()) : null;
        TraceContext trace = received == null ? TraceContext.fresh() : received;
        return new Arrival(now, requestId(headers.get(REQUEST_ID)), target, trace, span, channel);
    }

    private static String requestId(@Nullable String given) {
        if (given != null && isSafe(given)) {
            return given;
        }
        // Unlike every other, and nobody's secret: a secure source would only cost time.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant2 = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(version4, variant2).toString();
    }

    private static boolean isSafe(String id) {
        if (id.length() < SHORTEST_ID || id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char character = id.charAt(i);
            boolean letter = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
            boolean digit = character >= '0' && character <= '9';
            if (!letter && !digit && character != '.' && character != '_' && character != '-') {
                return false;
            }
        }
        return true;
    }

    /** The headers as they came from the caller, whatever was put around the request since. */
    static HttpHeaders received(ServerHttpRequest request) {
        return wire(request).requestHeaders();
    }

    /** The caller's connection; asked for early, for it is hidden once the request has ended. */
    static Channel channel(ServerHttpRequest request) {
        AtomicReference<Channel> channel = new AtomicReference<>();
        wire(request).withConnection(connection -> channel.set(connection.channel()));
        return Objects.requireNonNull(channel.get(), "a request has a connection");
    }

    private static HttpServerRequest wire(ServerHttpRequest request) {
        return ServerHttpRequestDecorator.getNativeRequest(request);
    }

    static String requestId(ServerWebExchange exchange) {
        Arrival arrival = Arrival.find(exchange);
        return arrival == null ? "unknown" : arrival.requestId();
    }

    static RawPath path(ServerWebExchange exchange) {
        return Arrival.of(exchange).path();
    }
}
