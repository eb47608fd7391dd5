package dev.lakefront.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
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
 * Looks at the head of every request before anything decides on it: its path must have one reading, and it gets an id.
 *
 * <p>First in the chain, so that the paths of listings and metadata are held to the same rules as those of models. The
 * id is the caller's {@code X-Request-Id} where that has a safe form, else a new one; it is returned and sent on.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestHead implements WebFilter {

    private static final String REQUEST_ID = "X-Request-Id";
    private static final String ID_ATTRIBUTE = RequestHead.class.getName() + ".id";
    private static final String PATH_ATTRIBUTE = RequestHead.class.getName() + ".path";
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{8,128}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String given = request.getHeaders().getFirst(REQUEST_ID);
        String id = given != null && SAFE_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        exchange.getAttributes().put(ID_ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(REQUEST_ID, id);
        HeadCheck.check(wire(request));
        exchange.getAttributes().put(PATH_ATTRIBUTE, RawPath.parse(target(request)));
        return chain.filter(exchange);
    }

    /** The request target as it stood on the request line; nothing in between has decoded or merged it. */
    private static String target(ServerHttpRequest request) {
        return wire(request).uri();
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
        return exchange.getAttributeOrDefault(ID_ATTRIBUTE, "unknown");
    }

    static RawPath path(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(PATH_ATTRIBUTE);
    }
}
