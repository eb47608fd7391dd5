package dev.lakefront.proxy;

import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.channel.ChannelOperations;

/** Finds the thread that a call belongs to. What goes on there finds that thread's connections. */
final class EventLoops {

    private EventLoops() {}

    /** The event loop of the caller's connection. */
    static Scheduler of(ServerWebExchange exchange) {
        Object request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        return request instanceof ChannelOperations<?, ?> operations
                ? Schedulers.fromExecutorService(operations.channel().eventLoop())
                : Schedulers.parallel();
    }
}
