package dev.lakefront.demo;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Takes every request: counts it, finds its target, checks the credential, has it answered. */
final class Router implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final Handlers handlers;
    private final String workspaceId;
    private final CallCounts counts;
    private final ReplyWriter writer;
    private final long idPrefix;
    private final AtomicLong requests = new AtomicLong();

    /** Those who answer once the caller is let in. */
    record Handlers(Credentials credentials, TokenEndpoint tokens, Management management, Scoring scoring) {}

    Router(Handlers handlers, String workspaceId, CallCounts counts, ReplyWriter writer, long idPrefix) {
        this.handlers = handlers;
        this.workspaceId = workspaceId;
        this.counts = counts;
        this.writer = writer;
        this.idPrefix = idPrefix;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        String requestId = new UUID(idPrefix, requests.incrementAndGet()).toString();
        response.header("x-request-id", requestId).header("X-Databricks-Org-Id", workspaceId);
        return Mono.defer(() -> answer(request, requestId))
                .onErrorResume(failure -> refuse(failure, requestId))
                .flatMapMany(reply -> Flux.from(writer.write(reply, response)));
    }

    private Mono<Reply> answer(HttpServerRequest request, String requestId) {
        String method = request.method().name();
        String path = path(request.uri());
        counts.count(path);
        Target target = Target.of(path).orElseThrow(() -> Refusal.unknownRoute(method, path));
        if (!target.method().equals(method)) {
            throw Refusal.wrongMethod(method, path, target.method());
        }
        if (target.guarded()) {
            handlers.credentials().demand(authorization(request));
        }
        return dispatch(target, request, requestId);
    }

    private Mono<Reply> dispatch(Target target, HttpServerRequest request, String requestId) {
        Management management = handlers.management();
        Scoring scoring = handlers.scoring();
        return switch (target) {
            case Target.Config() -> Mono.just(management.config(host(request)));
            case Target.Discovery() -> Mono.just(management.discovery(host(request)));
            case Target.Token() -> RequestBody.bytes(request).map(body -> token(request, body));
            case Target.Me() -> Mono.just(management.me());
            case Target.Listing() -> Mono.just(management.list());
            case Target.Entry(String endpoint) -> Mono.just(management.get(endpoint));
            case Target.Document(String endpoint) -> Mono.just(management.document(endpoint, host(request)));
            case Target.Query(String endpoint) ->
                RequestBody.json(request).map(body -> scoring.query(endpoint, body, requestId));
            case Target.PinnedQuery query ->
                RequestBody.json(request).map(body -> scoring.pinned(query, body, requestId));
            case Target.OpenAiQuery(Dialect dialect) ->
                RequestBody.json(request).map(body -> scoring.openAi(dialect, body, requestId));
        };
    }

    private Reply token(HttpServerRequest request, byte[] body) {
        String type = request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
        return handlers.tokens().answer(authorization(request), type, body);
    }

    private static Mono<Reply> refuse(Throwable failure, String requestId) {
        if (failure instanceof Refusal refusal) {
            return Mono.just(refusal.reply());
        }
        if (failure instanceof AbortedException || AbortedException.isConnectionReset(failure)) {
            return Mono.error(failure);
        }
        log.atError().setCause(failure).addKeyValue("request", requestId).log("The simulated workspace failed");
        return Mono.just(Refusal.internal(requestId).reply());
    }

    private static List<String> authorization(HttpServerRequest request) {
        return request.requestHeaders().getAll(HttpHeaderNames.AUTHORIZATION);
    }

    /** The path as it came, without query; a proxy may send the absolute form (RFC 9112, section 3.2.2). */
    private static String path(String uri) {
        String path = uri.startsWith("/") ? uri : uri.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*", "");
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The address that this caller reached us at. */
    private static URI host(HttpServerRequest request) {
        InetSocketAddress[] local = new InetSocketAddress[1];
        request.withConnection(connection ->
                local[0] = (InetSocketAddress) connection.channel().localAddress());
        return DemoWorkspace.uri(local[0]);
    }
}
