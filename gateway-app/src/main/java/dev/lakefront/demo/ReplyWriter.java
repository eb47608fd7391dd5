package dev.lakefront.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Sends replies; counts the streams that a client left before their end. */
final class ReplyWriter {

    private final Duration chunkDelay;
    private final AtomicLong abandoned = new AtomicLong();

    ReplyWriter(Duration chunkDelay) {
        this.chunkDelay = chunkDelay;
    }

    long abandonedStreams() {
        return abandoned.get();
    }

    Publisher<Void> write(Reply reply, HttpServerResponse response) {
        reply.headers().forEach(response::header);
        return switch (reply) {
            case Reply.Json json -> whole(response.status(json.status()), "application/json", Json.bytes(json.body()));
            case Reply.Text text ->
                whole(response.status(text.status()), "text/plain", text.body().getBytes(StandardCharsets.UTF_8));
            case Reply.Events events -> stream(response, events);
        };
    }

    private static Publisher<Void> whole(HttpServerResponse response, String type, byte[] body) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, type)
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length))
                .sendByteArray(Mono.just(body));
    }

    /** Each frame is flushed on its own. */
    private Publisher<Void> stream(HttpServerResponse response, Reply.Events events) {
        Flux<ByteBuf> frames = paced(Flux.fromIterable(events.frames()))
                .map(frame -> Unpooled.copiedBuffer(frame, StandardCharsets.UTF_8))
                .cast(ByteBuf.class)
                .doOnCancel(abandoned::incrementAndGet);
        return response.header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .header(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .send(frames, frame -> true);
    }

    private Flux<String> paced(Flux<String> frames) {
        return chunkDelay.isZero() ? frames : frames.delayElements(chunkDelay);
    }
}
