package dev.lakefront.management;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Keys of subscriptions of the portal to make, to replace and to take away. */
@RestController
@RequestMapping("/management/v1/subscriptions/{id}/keys")
class KeyResource {

    private static final int LONGEST_NAME = 63;

    private final ObjectProvider<StoredKeys> stored;
    private final ObjectProvider<IdempotentCreation> creation;
    private final PortalWork work;

    KeyResource(ObjectProvider<StoredKeys> stored, ObjectProvider<IdempotentCreation> creation, PortalWork work) {
        this.stored = stored;
        this.creation = creation;
        this.work = work;
    }

    /** What is to be made, by which part of the portal and on whose request. */
    private interface Making extends BiFunction<StoredKeys, ChangeRequest, StoredKeys.Made> {}

    @PostMapping
    Mono<ResponseEntity<byte[]>> create(@PathVariable String id, ServerWebExchange exchange) {
        return make(exchange, fields -> {
            @Nullable String name = fields.optional("name", LONGEST_NAME);
            fields.finish();
            return (keys, sent) -> keys.create(id, name, sent.expected(), sent.actor());
        });
    }

    @PostMapping("/{name}/rotate")
    Mono<ResponseEntity<byte[]>> rotate(
            @PathVariable String id, @PathVariable String name, ServerWebExchange exchange) {
        return make(exchange, fields -> {
            Duration overlap = Objects.requireNonNullElse(fields.span("overlap"), Duration.ZERO);
            fields.finish();
            return (keys, sent) -> keys.rotate(id, name, overlap, sent.expected(), sent.actor());
        });
    }

    private Mono<ResponseEntity<byte[]>> make(ServerWebExchange exchange, Function<Fields, Making> reader) {
        return ChangeRequest.of(exchange).flatMap(sent -> {
            CreationRequest repeatable = CreationRequest.of(exchange, sent);
            Making making = reader.apply(sent.fields());
            return work.with(creation, once -> once.key(repeatable, () -> making.apply(stored.getObject(), sent)));
        });
    }

    @DeleteMapping("/{name}")
    Mono<ResponseEntity<Void>> revoke(@PathVariable String id, @PathVariable String name, ServerWebExchange exchange) {
        EntityTag.Expected expected = EntityTag.Expected.of(exchange);
        return Administrator.of(exchange)
                .flatMap(actor -> work.with(stored, keys -> keys.revoke(id, name, expected, actor)))
                .map(_ -> ResponseEntity.noContent()
                        .cacheControl(CacheControl.noStore())
                        .build());
    }
}
