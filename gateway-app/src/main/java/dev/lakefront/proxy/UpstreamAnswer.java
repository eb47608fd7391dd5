package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
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

    Mono<Void> relay(ServerWebExchange exchange, Call call, Upstream upstream) {
        upstream.attempt().received();
        if (upstream.response().status().code() == 401) {
            return Mono.error(new CredentialRejected());
        }
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR, upstream.response());
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR, upstream.connection());
        int length = length(upstream);
        if (hasNoBody(exchange, upstream)) {
            return relayHead(exchange, upstream);
        }
        return length >= 0 && length <= ONE_WRITE
                ? relayWhole(exchange, call, upstream)
                : relayStreamed(exchange, call, upstream);
    }

    private static Mono<Void> relayHead(ServerWebExchange exchange, Upstream upstream) {
        return upstream.connection().inbound().receive().then(Mono.defer(() -> {
            upstream.attempt().complete();
            copyHead(exchange, upstream);
            return exchange.getResponse().setComplete();
        }));
    }

    private static Mono<Void> relayWhole(ServerWebExchange exchange, Call call, Upstream upstream) {
        ServerHttpResponse response = exchange.getResponse();
        return upstream.connection()
                .inbound()
                .receive()
                .aggregate()
                .retain()
                .defaultIfEmpty(Unpooled.EMPTY_BUFFER)
                .flatMap(body -> {
                    upstream.attempt().complete();
                    refuseTokenBlames(upstream, body);
                    copyHead(exchange, upstream);
                    return body.isReadable()
                            ? response.writeWith(Mono.just(counted(body, call, response.bufferFactory())))
                            : response.setComplete();
                });
    }

    private static Mono<Void> relayStreamed(ServerWebExchange exchange, Call call, Upstream upstream) {
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
                        if (begin != null) {
                            refuseTokenBlames(upstream, begin);
                        }
                        copyHead(exchange, upstream);
                    }
                    return chunks;
                })
                .map(buffer -> {
                    upstream.attempt().received();
                    return counted(buffer, call, factory);
                })
                .doOnComplete(upstream.attempt()::complete);
        return isStream(upstream)
                ? response.writeAndFlushWith(
                        endingProperly(exchange, call, upstream, body).map(Mono::just))
                : response.writeWith(body);
    }

    /** Some workspaces say 403 where the gateway's token, and not a permission, is the matter. */
    private static void refuseTokenBlames(Upstream upstream, ByteBuf begin) {
        if (upstream.response().status().code() != 403) {
            return;
        }
        int seen = Math.min(begin.readableBytes(), ONE_WRITE);
        String text = begin.toString(begin.readerIndex(), seen, StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT);
        if (TOKEN_BLAMES.stream().anyMatch(text::contains)) {
            begin.release();
            throw new CredentialRejected();
        }
    }

    /** After its first byte a stream can only say what happened in a last object; then the connection is aborted. */
    private static Flux<DataBuffer> endingProperly(
            ServerWebExchange exchange, Call call, Upstream upstream, Flux<DataBuffer> body) {
        String type = upstream.response().responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        if (type == null || !type.startsWith("text/event-stream")) {
            return body;
        }
        return body.onErrorResume(failure -> {
            GatewayProblem problem = UpstreamFailure.toProblem(failure, upstream.attempt());
            call.problem(problem.type().code());
            byte[] event = call.surface()
                    .problemFormat()
                    .renderEvent(problem, RequestHead.requestId(exchange), ProblemResponse.DOCUMENTATION);
            DataBuffer last = exchange.getResponse().bufferFactory().wrap(event);
            return Flux.concat(Mono.just(last), Mono.error(problem));
        });
    }

    private static DataBuffer counted(ByteBuf buffer, Call call, DataBufferFactory factory) {
        call.responseBytes().addAndGet(buffer.readableBytes());
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
