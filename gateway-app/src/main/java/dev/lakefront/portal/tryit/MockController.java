package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.identity.Visitors;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers in place of a model, from the API's document; streams at a pace at which one can watch. */
@RestController
@ConditionalOnPortal
class MockController {

    private static final Duration PACE = Duration.ofMillis(60);

    private final Visitors visitors;
    private final TriedApis apis;
    private final BlockingWork work;

    MockController(Visitors visitors, TriedApis apis, BlockingWork work) {
        this.visitors = visitors;
        this.apis = apis;
        this.work = work;
    }

    @PostMapping("/portal/apis/{id}/mock/{*operation}")
    Mono<Void> answer(
            @PathVariable String id,
            @PathVariable String operation,
            @RequestBody(required = false) @Nullable String request,
            ServerWebExchange exchange) {
        String asked = operation.substring(1);
        return visitors.of(exchange)
                .map(visitor -> apis.find(id, visitor.orElse(null)))
                .flatMap(api ->
                        work.call(() -> MockAnswers.of(api, operation(api, asked), request == null ? "" : request)))
                .flatMap(answer -> write(exchange.getResponse(), answer));
    }

    private static Operation operation(PublishedApi api, String id) {
        return Optional.of(TriedApis.operation(api, id))
                .filter(operation -> operation.id().equals(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Mono<Void> write(ServerHttpResponse response, MockAnswer answer) {
        response.getHeaders().putAll(answer.headers());
        Flux<String> pieces = Flux.fromIterable(answer.pieces());
        if (answer.pieces().size() > 1) {
            pieces = pieces.delayElements(PACE);
        }
        Flux<DataBuffer> buffers =
                pieces.map(piece -> response.bufferFactory().wrap(piece.getBytes(StandardCharsets.UTF_8)));
        return response.writeAndFlushWith(buffers.map(Mono::just));
    }
}
