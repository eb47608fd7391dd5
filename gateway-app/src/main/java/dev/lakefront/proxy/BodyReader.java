package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import io.netty.channel.Channel;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Takes a caller's body within a bound, counted byte by byte: a chunked body cannot slip past it.
 *
 * <p>Too large a body is the problem {@code body-too-large}, at once where its length is announced.
 */
final class BodyReader {

    /** Up to this length a body is held in memory. */
    private static final long WHOLE = 64 * 1024;

    private BodyReader() {}

    /** Takes the call's body within its API's bound, unless an earlier step has done so. */
    static Mono<Void> take(ServerWebExchange exchange, Call call) {
        return call.isBodyTaken()
                ? Mono.empty()
                : read(exchange.getRequest(), bound(call)).doOnNext(call::body).then();
    }

    /** The largest body that the called API takes. */
    static DataSize bound(Call call) {
        DataSize own = call.target().requiredApi().api().maxSize();
        return own == null ? call.snapshot().settings().maxSize() : own;
    }

    /** The body, streamed where it is large or of unknown length. */
    static Mono<RequestBody> read(ServerHttpRequest request, DataSize bound) {
        HttpHeaders headers = request.getHeaders();
        long length = headers.getContentLength();
        if (length > bound.toBytes()) {
            return Mono.error(tooLarge(bound));
        }
        if (length < 0 && headers.getFirst(HttpHeaders.TRANSFER_ENCODING) == null || length == 0) {
            return Mono.just(new RequestBody.None());
        }
        if (length > 0 && length <= WHOLE) {
            return readWhole(request, bound).map(RequestBody.Whole::new);
        }
        return Mono.just(new RequestBody.Streamed(bounded(whole(request), bound), length));
    }

    /** The whole body as one copy. */
    static Mono<byte[]> readWhole(ServerHttpRequest request, DataSize bound) {
        if (request.getHeaders().getContentLength() > bound.toBytes()) {
            return Mono.error(tooLarge(bound));
        }
        return DataBufferUtils.join(whole(request), Math.toIntExact(bound.toBytes()))
                .map(BodyReader::copy)
                .onErrorMap(DataBufferLimitException.class, above -> tooLarge(bound))
                .defaultIfEmpty(new byte[0]);
    }

    /** Fails with {@link CallerLeft} where a body breaks off, and where a chunked one breaks its own framing. */
    private static Flux<DataBuffer> whole(ServerHttpRequest request) {
        Flux<DataBuffer> body = request.getBody()
                .onErrorMap(AbortedException.class, left -> new CallerLeft("the body was not sent whole"));
        if (request.getHeaders().getContentLength() >= 0) {
            return body;
        }
        Channel channel = RequestHead.channel(request);
        return body.concatWith(Mono.defer(() -> MalformedBodies.endedOn(channel)
                ? Mono.error(new CallerLeft("the chunks of the body are malformed"))
                : Mono.empty()));
    }

    private static byte[] copy(DataBuffer joined) {
        byte[] bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
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

    private static GatewayProblem tooLarge(DataSize bound) {
        String detail = "The request body is larger than the " + bound.toBytes()
                + " bytes that this API takes. Send fewer rows or inputs in one call.";
        return new GatewayProblem(ProblemType.BODY_TOO_LARGE, detail).with("max_bytes", bound.toBytes());
    }
}
