package dev.lakefront.proxy;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.tracing.TraceContext;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;

/**
 * Makes the call to the model server and brings back its answer, both streamed.
 *
 * <p>The caller's cancellation cancels the upstream call and gives up its connection. Small bodies of known length go
 * out together with their head, in one write.
 */
@Component
class CallStep implements GatewayFilter {

    private final UpstreamClients clients;
    private final UpstreamAnswer answer;
    private final AttemptMeter attempts;

    CallStep(UpstreamClients clients, UpstreamAnswer answer, AttemptMeter attempts) {
        this.clients = clients;
        this.answer = answer;
        this.attempts = attempts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        PublishedApi api = call.target().requiredApi();
        Attempt attempt = clients.attempt(api, call.permit(), call.begun());
        TraceContext trace = attempts.begins(call);
        return Mono.fromDirect(clients.client(api)
                        .request(call.target().method())
                        .uri(uri(exchange, call))
                        .send((request, outbound) -> {
                            outbound.withConnection(attempt::begin);
                            writeHead(exchange, call, trace, request.requestHeaders());
                            return send(request, outbound, call, attempt);
                        })
                        .responseConnection((response, connection) -> {
                            attempts.answered(call, response.status().code());
                            return answer.relay(exchange, call, new Upstream(response, connection, attempt));
                        }))
                .onErrorMap(failure -> failed(call, failure, attempt))
                .doFinally(attempt::end);
    }

    private Throwable failed(Call call, Throwable failure, Attempt attempt) {
        if (failure instanceof Unfinished || failure instanceof CallerLeft) {
            return failure;
        }
        GatewayProblem problem = UpstreamFailure.toProblem(failure, attempt);
        attempts.failed(call, problem);
        if (UpstreamFailure.isBackends(problem)) {
            attempt.failed();
        }
        return attempt.hasSent() || !isConnectFailure(problem) ? problem : new Unfinished.NotSent(problem);
    }

    private static boolean isConnectFailure(GatewayProblem problem) {
        return UpstreamFailure.isBackends(problem) || problem.type() == ProblemType.BACKEND_BUSY;
    }

    private static String uri(ServerWebExchange exchange, Call call) {
        String path = call.target().upstreamPath().expand(call.parameters());
        String query = Query.withoutKey(exchange.getRequest().getURI().getRawQuery());
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** What policies have left, or what may pass of the caller's own headers; and then the credential. */
    private static void writeHead(ServerWebExchange exchange, Call call, TraceContext trace, HttpHeaders wire) {
        // Reactor Netty's own defaults; the caller's words stand in their place, or nothing.
        wire.remove(HttpHeaderNames.USER_AGENT);
        wire.remove(HttpHeaderNames.ACCEPT);
        if (call.areHeadersCleaned()) {
            UpstreamHeaders.write(exchange.getRequest().getHeaders(), wire);
        } else {
            UpstreamHeaders.write(RequestHead.received(exchange.getRequest()), wire);
        }
        wire.set("X-Request-Id", RequestHead.requestId(exchange));
        wire.set(TraceContext.PARENT, trace.traceparent());
        if (trace.tracestate() == null) {
            wire.remove(TraceContext.STATE);
        } else {
            wire.set(TraceContext.STATE, trace.tracestate());
        }
        AttachedCredential credential = call.credential();
        if (credential != null) {
            wire.set(credential.headerName(), credential.value());
        }
    }

    private static Publisher<Void> send(HttpClientRequest request, NettyOutbound outbound, Call call, Attempt attempt) {
        return switch (call.body()) {
            case RequestBody.None none -> {
                if (takesBody(call)) {
                    request.header(HttpHeaderNames.CONTENT_LENGTH, "0");
                }
                yield outbound;
            }
            case RequestBody.Whole whole -> {
                request.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(whole.bytes().length));
                call.requestBytes().set(whole.bytes().length);
                ByteBuf content = Unpooled.wrappedBuffer(whole.bytes());
                yield outbound.send(Mono.just(content));
            }
            case RequestBody.Streamed streamed -> {
                if (streamed.length() >= 0) {
                    request.header(HttpHeaderNames.CONTENT_LENGTH, Long.toString(streamed.length()));
                } else {
                    request.header(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
                }
                yield outbound.send(streamed.content().map(buffer -> {
                    call.requestBytes().addAndGet(buffer.readableByteCount());
                    attempt.sent();
                    return NettyDataBufferFactory.toByteBuf(buffer);
                }));
            }
        };
    }

    private static boolean takesBody(Call call) {
        return switch (call.target().operation().method()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }
}
