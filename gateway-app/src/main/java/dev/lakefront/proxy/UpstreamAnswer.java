package dev.lakefront.proxy;

import dev.lakefront.backend.EndpointCondition;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.resilience.RetryAfter;
import dev.lakefront.resilience.RetrySettings.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings a model server's answer to the caller, byte for byte.
 *
 * <p>Streams of events go out chunk by chunk as they come. When one breaks, its last object says so and the connection
 * is aborted: nobody can take it for complete.
 */
@Component
class UpstreamAnswer {

    private static final Set<String> STREAMING =
            Set.of("text/event-stream", "application/x-ndjson", "application/stream+json", "application/jsonl");

    /** Up to this length an answer goes out in one write together with its head. */
    private static final int ONE_WRITE = 10_000;

    /** What Databricks writes when a token, and not a permission, is the matter. */
    private static final Set<String> TOKEN_BLAMES = Set.of("invalid access token", "invalid token", "token is expired");

    private final InstantSource clock;

    UpstreamAnswer(InstantSource clock) {
        this.clock = clock;
    }

    Mono<Void> relay(ServerWebExchange exchange, Call call, Upstream upstream) {
        upstream.attempt().received();
        int status = upstream.response().status().code();
        if (status < 400) {
            upstream.attempt().judged(status, false);
        } else if (status == 401) {
            upstream.attempt().judged(status, false);
            return Mono.error(new Unfinished.CredentialRejected());
        } else if (wantsAnotherAttempt(call, upstream, status)) {
            upstream.attempt().judged(status, true);
            return Mono.error(new Unfinished.ComeBack(comeBack(upstream)));
        }
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR, upstream.response());
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR, upstream.connection());
        int length = length(upstream);
        if (hasNoBody(exchange, upstream)) {
            return relayHead(exchange, call, upstream);
        }
        return length >= 0 && length <= ONE_WRITE
                ? relayWhole(exchange, call, upstream)
                : relayStreamed(exchange, call, upstream);
    }

    /** A server that names a time to come back is left alone by everyone until then; this call may ask again. */
    private boolean wantsAnotherAttempt(Call call, Upstream upstream, int status) {
        if (status != 429 && status != 503) {
            return false;
        }
        Duration after = comeBack(upstream);
        if (after.isZero()) {
            return false;
        }
        call.target().requiredApi().guard().pause(after);
        return call.mayAttemptAgain(status == 429 ? Cause.TOO_MANY_REQUESTS : Cause.SERVICE_UNAVAILABLE, after);
    }

    /** Zero when it names no time. */
    private Duration comeBack(Upstream upstream) {
        String value = upstream.response().responseHeaders().get(HttpHeaderNames.RETRY_AFTER);
        return RetryAfter.read(value, clock.instant()).orElse(Duration.ZERO);
    }

    private Mono<Void> relayHead(ServerWebExchange exchange, Call call, Upstream upstream) {
        return upstream.connection().inbound().receive().then(Mono.defer(() -> {
            upstream.attempt().complete();
            begin(exchange, call, upstream, Unpooled.EMPTY_BUFFER);
            return exchange.getResponse().setComplete();
        }));
    }

    private Mono<Void> relayWhole(ServerWebExchange exchange, Call call, Upstream upstream) {
        ServerHttpResponse response = exchange.getResponse();
        return upstream.connection()
                .inbound()
                .receive()
                .aggregate()
                .retain()
                .defaultIfEmpty(Unpooled.EMPTY_BUFFER)
                .flatMap(body -> {
                    upstream.attempt().complete();
                    begin(exchange, call, upstream, body);
                    return body.isReadable()
                            ? response.writeWith(Mono.just(counted(body, call, response.bufferFactory())))
                            : response.setComplete();
                });
    }

    private Mono<Void> relayStreamed(ServerWebExchange exchange, Call call, Upstream upstream) {
        ServerHttpResponse response = exchange.getResponse();
        DataBufferFactory factory = response.bufferFactory();
        Flux<DataBuffer> body = upstream.connection()
                .inbound()
                .receive()
                .retain()
                .switchOnFirst((first, chunks) -> {
                    // Until there is something to pass on, a failure can still be the gateway's own error.
                    if (!first.isOnError()) {
                        ByteBuf begin = first.get();
                        begin(exchange, call, upstream, begin == null ? Unpooled.EMPTY_BUFFER : begin);
                    }
                    return chunks;
                })
                .map(buffer -> {
                    upstream.attempt().received();
                    return counted(buffer, call, factory);
                })
                .doOnComplete(() -> end(upstream.attempt()));
        return isStream(upstream)
                ? response.writeAndFlushWith(
                        endingProperly(exchange, call, upstream, body).map(Mono::just))
                : response.writeWith(body);
    }

    /** A body whose end is that of its connection also ends when the gateway closes that one; that is no proper end. */
    private static void end(Attempt attempt) {
        String timedOut = attempt.timedOut();
        if (timedOut != null) {
            throw Exceptions.propagate(new TimeoutException(timedOut));
        }
        attempt.complete();
    }

    /**
     * The caller's answer begins: what the model server answered is final, whatever becomes of the rest.
     *
     * @param body as far as it is there; released when this fails
     */
    private static void begin(ServerWebExchange exchange, Call call, Upstream upstream, ByteBuf body) {
        int status = upstream.response().status().code();
        boolean notReady = false;
        if (status >= 400) {
            String text = body.toString(
                            body.readerIndex(), Math.min(body.readableBytes(), ONE_WRITE), StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT);
            EndpointCondition condition = condition(call, status, text);
            notReady = condition == EndpointCondition.NOT_READY;
            upstream.attempt().judged(status, notReady || status == 429);
            if (status == 403 && TOKEN_BLAMES.stream().anyMatch(text::contains)) {
                body.release();
                throw new Unfinished.CredentialRejected();
            }
            if (notReady && call.mayBeHeld()) {
                body.release();
                throw new Unfinished.NotReady();
            }
            if (condition != null) {
                exchange.getResponse().getHeaders().set("X-Lakefront-Condition", condition.word());
            }
        }
        if (!notReady) {
            call.target().requiredApi().guard().wakingRoom().awake();
        }
        call.watchAnswer(AnswerScanner.of(call, upstream.response().responseHeaders(), status));
        copyHead(exchange, upstream);
    }

    private static @Nullable EndpointCondition condition(Call call, int status, String text) {
        return call.target()
                .requiredApi()
                .connection()
                .platform()
                .condition(status, text)
                .orElse(null);
    }

    /** After its first byte a stream can only say what happened in a last object; then the connection is aborted. */
    private static Flux<DataBuffer> endingProperly(
            ServerWebExchange exchange, Call call, Upstream upstream, Flux<DataBuffer> body) {
        upstream.attempt().streams();
        String type = upstream.response().responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        if (type == null || !type.startsWith("text/event-stream")) {
            return body;
        }
        return body.onErrorResume(failure -> {
            GatewayProblem problem = UpstreamFailure.toProblem(failure, upstream.attempt());
            call.problem(problem.type().code());
            byte[] event = call.surface()
                    .problemFormat()
                    .renderEvent(problem, RequestHead.requestId(exchange), ProblemType.DOCUMENTATION);
            DataBuffer last = exchange.getResponse().bufferFactory().wrap(event);
            return Flux.concat(Mono.just(last), Mono.error(problem));
        });
    }

    private static DataBuffer counted(ByteBuf buffer, Call call, DataBufferFactory factory) {
        call.answered(buffer);
        return factory instanceof NettyDataBufferFactory netty
                ? netty.wrap(buffer)
                : new NettyDataBufferFactory(buffer.alloc()).wrap(buffer);
    }

    private static void copyHead(ServerWebExchange exchange, Upstream upstream) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(
                HttpStatusCode.valueOf(upstream.response().status().code()));
        HttpHeaders answered = upstream.response().responseHeaders();
        for (Map.Entry<String, String> header : answered) {
            if (UpstreamHeaders.isReturned(header.getKey()) && !namesUpstream(header)) {
                response.getHeaders().add(header.getKey(), header.getValue());
            }
        }
        if (isStream(upstream)) {
            // Proxies in front of the gateway must not collect what has to arrive piece by piece.
            response.getHeaders().set("X-Accel-Buffering", "no");
        }
        ServerTiming.write(exchange);
    }

    /** An absolute redirect would lead callers past the gateway and tell them the workspace's name. */
    private static boolean namesUpstream(Map.Entry<String, String> header) {
        boolean location =
                header.getKey().equalsIgnoreCase("location") || header.getKey().equalsIgnoreCase("content-location");
        return location && header.getValue().contains("//");
    }

    private static boolean isStream(Upstream upstream) {
        String type = upstream.response().responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        if (type == null) {
            return false;
        }
        int parameters = type.indexOf(';');
        String plain = parameters < 0 ? type : type.substring(0, parameters);
        return STREAMING.contains(plain.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean hasNoBody(ServerWebExchange exchange, Upstream upstream) {
        int status = upstream.response().status().code();
        return exchange.getRequest().getMethod() == HttpMethod.HEAD || status == 204 || status == 304;
    }

    private static int length(Upstream upstream) {
        return upstream.response().responseHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, -1);
    }
}
