package dev.lakefront.proxy;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.publication.PublishedApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
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

    CallStep(UpstreamClients clients, UpstreamAnswer answer) {
        this.clients = clients;
        this.answer = answer;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        PublishedApi api = call.target().requiredApi();
        long start = System.nanoTime();
        Mono<Upstream> head = send(exchange, call).timeout(api.firstByteTimeout());
        return Mono.usingWhen(
                        head,
                        upstream -> answer.relay(exchange, call, upstream, remaining(api.totalTimeout(), start)),
                        upstream -> Mono.empty(),
                        (upstream, failure) -> upstream.giveUp(),
                        Upstream::giveUp)
                .onErrorMap(failure ->
                        failure instanceof CredentialRejected ? failure : UpstreamFailure.toProblem(failure));
    }

    private Mono<Upstream> send(ServerWebExchange exchange, Call call) {
        PublishedApi api = call.target().requiredApi();
        HttpClient client = clients.client(api.workspace().host(), api.connectTimeout());
        HttpHeaders headers = headers(exchange, call);
        return client.request(HttpMethod.valueOf(call.target().operation().method()))
                .uri(uri(exchange, call))
                .send((request, outbound) -> send(request.headers(headers), outbound, call))
                .responseConnection((response, connection) -> Mono.just(new Upstream(response, connection)))
                .next()
                .doOnDiscard(Upstream.class, upstream -> upstream.connection().dispose());
    }

    private static String uri(ServerWebExchange exchange, Call call) {
        String path = call.target().upstreamPath().expand(call.parameters());
        String query = Query.withoutKey(exchange.getRequest().getURI().getRawQuery());
        String origin = call.target().requiredApi().workspace().origin();
        return query.isEmpty() ? origin + path : origin + path + "?" + query;
    }

    /** Policies have had their say: what stands in the request's headers now is sent, and then the credential. */
    private static HttpHeaders headers(ServerWebExchange exchange, Call call) {
        HttpHeaders headers = UpstreamHeaders.toNetty(exchange.getRequest().getHeaders());
        headers.set("X-Request-Id", RequestHead.requestId(exchange));
        AttachedCredential credential = call.credential();
        if (credential != null) {
            headers.set(credential.headerName(), credential.value());
        }
        return headers;
    }

    private static Publisher<Void> send(HttpClientRequest request, NettyOutbound outbound, Call call) {
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

    private static Duration remaining(Duration total, long start) {
        Duration left = total.minusNanos(System.nanoTime() - start);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }
}
