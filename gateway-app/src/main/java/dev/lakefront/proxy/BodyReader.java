package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.server.Overload;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Takes a caller's body within a bound, counted byte by byte: a chunked body cannot slip past it.
 *
 * <p>Too large a body is the problem {@code body-too-large}, at once where its length is announced. What is held in
 * memory is counted for all calls together; when there is no room, the problem is {@code overloaded}. A body that comes
 * too slowly is {@code request-timeout}: the connection's own watch breaks it off, and who reads it here fails.
 */
@Component
class BodyReader {

    /** Up to this length a body is held in memory. */
    private static final long WHOLE = 64 * 1024;

    private final Overload overload;

    BodyReader(Overload overload) {
        this.overload = overload;
    }

    /** Takes the call's body within its API's bound, unless an earlier step has done so. */
    Mono<Void> take(ServerWebExchange exchange, Call call) {
        return call.isBodyTaken()
                ? Mono.empty()
                : read(exchange.getRequest(), call, bound(call))
                        .doOnNext(call::body)
                        .then();
    }

    /** The largest body that the called API takes. */
    static DataSize bound(Call call) {
        DataSize own = call.target().requiredApi().api().maxSize();
        return own == null ? call.snapshot().settings().maxSize() : own;
    }

    /** The body, streamed where it is large or of unknown length. */
    Mono<RequestBody> read(ServerHttpRequest request, Call call, DataSize bound) {
        HttpHeaders headers = request.getHeaders();
        long length = headers.getContentLength();
        if (length > bound.toBytes()) {
            return Mono.error(tooLarge(bound));
        }
        if (length < 0 && headers.getFirst(HttpHeaders.TRANSFER_ENCODING) == null || length == 0) {
            return Mono.just(new RequestBody.None());
        }
        if (length > 0 && length <= WHOLE) {
            return readWhole(request, call, bound).map(RequestBody.Whole::new);
        }
        return Mono.just(new RequestBody.Streamed(bounded(whole(request), bound), length));
    }

    /** The whole body as one copy, held until {@link #leave}. */
    Mono<byte[]> readWhole(ServerHttpRequest request, Call call, DataSize bound) {
        long length = request.getHeaders().getContentLength();
        if (length > bound.toBytes()) {
            return Mono.error(tooLarge(bound));
        }
        return whole(request)
                .collect(() -> new BodyCopy(bytes -> hold(call, bytes), bound, Math.max(length, 0)), BodyCopy::add)
                .map(BodyCopy::bytes);
    }

    /** Fails with {@link CallerLeft} where a body breaks off. */
    private static Flux<DataBuffer> whole(ServerHttpRequest request) {
        return request.getBody()
                .onErrorMap(AbortedException.class, left -> new CallerLeft("the body was not sent whole", left));
    }

    /** The call is over: the room that its body took is another's. */
    void leave(Call call) {
        long held = call.held();
        if (held > 0) {
            call.holds(-held);
            overload.leave(held);
        }
    }

    private void hold(Call call, long bytes) {
        overload.hold(bytes);
        call.holds(bytes);
    }

    private static Flux<DataBuffer> bounded(Flux<DataBuffer> body, DataSize bound) {
        return Flux.defer(() -> {
            long[] seen = {0};
            return body.handle((buffer, sink) -> {
                seen[0] += buffer.readableByteCount();
                if (seen[0] > bound.toBytes()) {
                    DataBufferUtils.release(buffer);
                    sink.error(tooLarge(bound));
                } else {
                    sink.next(buffer);
                }
            });
        });
    }

    static GatewayProblem tooLarge(DataSize bound) {
        String detail = "The request body is larger than the " + bound.toBytes()
                + " bytes that this API takes. Send fewer rows or inputs in one call.";
        return new GatewayProblem(ProblemType.BODY_TOO_LARGE, detail).with("max_bytes", bound.toBytes());
    }
}
