package dev.lakefront.discovery;

import dev.lakefront.catalog.Rendition;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.CallerCheck;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Serves {@code /{api}/openapi.json} and {@code .yaml}, as OpenAPI 3.1, or 3.0 with {@code ?version=3.0}.
 *
 * <p>An API's path may have several segments and changes with the configuration, so these are no fixed mappings. A
 * document is open to everyone unless the gateway's settings ask for a key.
 */
@Configuration(value = "documentRouting", proxyBeanMethods = false)
class DocumentRoutes {

    private static final String JSON = "/openapi.json";
    private static final String YAML = "/openapi.yaml";

    private final Snapshots snapshots;
    private final PublishedDocuments documents;
    private final CallerCheck callers;

    DocumentRoutes(Snapshots snapshots, PublishedDocuments documents, CallerCheck callers) {
        this.snapshots = snapshots;
        this.documents = documents;
        this.callers = callers;
    }

    @Bean
    RouterFunction<ServerResponse> documentRoutes() {
        return request -> {
            String path = request.requestPath().value();
            boolean json = path.endsWith(JSON);
            boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
            if (!reads || !json && !path.endsWith(YAML)) {
                return Mono.empty();
            }
            Snapshot snapshot = snapshots.current();
            String apiPath = path.substring(0, path.length() - JSON.length());
            return snapshot.at(apiPath)
                    .map(api ->
                            Mono.just((org.springframework.web.reactive.function.server.HandlerFunction<ServerResponse>)
                                    asked -> serve(asked, api, snapshot, !json)))
                    .orElseGet(Mono::empty);
        };
    }

    private Mono<ServerResponse> serve(ServerRequest request, PublishedApi api, Snapshot snapshot, boolean yaml) {
        if (snapshot.settings().documentsRequireKey()) {
            callers.admit(callers.authenticate(request.exchange().getRequest(), snapshot), api);
        }
        boolean openApi30 = isOpenApi30(request.queryParam("version"));
        String publicUrl = PublicUrl.of(request.exchange().getRequest(), snapshot);
        return Mono.fromCallable(() ->
                        documents.rendition(api, snapshot, publicUrl, new PublishedDocuments.Variant(yaml, openApi30)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(rendition -> respond(request, rendition));
    }

    static Mono<ServerResponse> respond(ServerRequest request, Rendition rendition) {
        return request.checkNotModified(rendition.etag()).switchIfEmpty(Mono.defer(() -> {
            Flux<DataBuffer> body = Flux.defer(() ->
                    Flux.just(request.exchange().getResponse().bufferFactory().wrap(rendition.body())));
            return ServerResponse.ok()
                    .eTag(rendition.etag())
                    .cacheControl(CacheControl.noCache())
                    .contentType(MediaType.parseMediaType(rendition.mediaType()))
                    .contentLength(rendition.body().remaining())
                    .body(body, DataBuffer.class);
        }));
    }

    private static boolean isOpenApi30(Optional<String> version) {
        return switch (version.orElse("3.1")) {
            case "3.1", "3.1.0" -> false;
            case "3.0", "3.0.3" -> true;
            default ->
                throw new GatewayProblem(
                        ProblemType.BAD_REQUEST_HEADER, "The query parameter version must be 3.1 or 3.0.");
        };
    }
}
