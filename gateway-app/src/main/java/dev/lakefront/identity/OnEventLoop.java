package dev.lakefront.identity;

import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends a page from its connection's event loop, whichever thread has made it.
 *
 * <p>Reactor Netty 1.3 may forget to read on where an answer is sent by another thread and the browser's next request comes
 * before that thread has said so: the request after that one waits for the idle time-out.
 */
final class OnEventLoop extends ServerHttpResponseDecorator {

    private final Scheduler loop;

    private OnEventLoop(ServerHttpResponse response, Scheduler loop) {
        super(response);
        this.loop = loop;
    }

    static Mono<Void> handle(ServerWebExchange exchange, WebHandler handler) {
        ServerHttpResponse response = exchange.getResponse();
        Scheduler loop = Schedulers.fromExecutor(eventLoop(response));
        return handler.handle(exchange.mutate()
                        .response(new OnEventLoop(response, loop))
                        .build())
                .publishOn(loop);
    }

    private static EventLoop eventLoop(ServerHttpResponse response) {
        AtomicReference<EventLoop> loop = new AtomicReference<>();
        HttpServerResponse wire = ServerHttpResponseDecorator.getNativeResponse(response);
        wire.withConnection(connection -> loop.set(connection.channel().eventLoop()));
        return Objects.requireNonNull(loop.get(), "an answer has a connection");
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        // One piece stays one piece: its length is then known.
        return body instanceof Mono<? extends DataBuffer> whole
                ? super.writeWith(whole.publishOn(loop))
                : super.writeWith(Flux.from(body).publishOn(loop));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Flux.from(body).publishOn(loop));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.defer(super::setComplete).subscribeOn(loop);
    }
}
