package dev.lakefront.identity;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Puts a guard in front of everything that is served below some paths, whoever serves it.
 *
 * <p>It is a mapping and no filter, because filters see every call of an API as well. Calls have found their route before
 * this mapping is asked, so they pay nothing for it; all other mappings, whose pages it guards, are asked after it. It
 * matches as they do: by patterns, on segments decoded once.
 */
public abstract class GuardedPaths extends AbstractHandlerMapping {

    private final String passed = getClass().getName() + ".passed";
    private final ObjectProvider<DispatcherHandler> dispatcher;
    private final List<PathPattern> paths;

    protected GuardedPaths(ObjectProvider<DispatcherHandler> dispatcher, List<String> patterns) {
        this.dispatcher = dispatcher;
        this.paths =
                patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
        // Right after the mapping of APIs, before all others.
        setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    }

    /** Lets the request go on by the chain, or answers it. */
    protected abstract Mono<Void> guard(ServerWebExchange exchange, WebFilterChain chain);

    @Override
    protected final Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        boolean guarded =
                exchange.getAttribute(passed) == null && paths.stream().anyMatch(pattern -> pattern.matches(path));
        return guarded ? Mono.just((WebHandler) this::enter) : Mono.empty();
    }

    private Mono<Void> enter(ServerWebExchange exchange) {
        return OnEventLoop.handle(exchange, asked -> guard(asked, this::pass));
    }

    /** Asks all mappings anew; this one has nothing more to say. */
    private Mono<Void> pass(ServerWebExchange exchange) {
        exchange.getAttributes().put(passed, true);
        return dispatcher.getObject().handle(exchange);
    }
}
