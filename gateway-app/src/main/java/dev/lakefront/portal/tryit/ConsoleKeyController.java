package dev.lakefront.portal.tryit;

import dev.lakefront.identity.Visitors;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives the script of a page the key with which it calls the page's API. */
@RestController
@ConditionalOnPortal
class ConsoleKeyController {

    private final Visitors visitors;
    private final TriedApis apis;
    private final ConsoleKeys keys;

    ConsoleKeyController(Visitors visitors, TriedApis apis, ConsoleKeys keys) {
        this.visitors = visitors;
        this.apis = apis;
        this.keys = keys;
    }

    @PostMapping("/portal/apis/{id}/try/key")
    Mono<ResponseEntity<Map<String, String>>> issue(@PathVariable String id, ServerWebExchange exchange) {
        return visitors.of(exchange).map(visitor -> {
            apis.find(id, visitor.orElse(null));
            return visitor.map(known -> answer(keys.issue(known.id(), id)))
                    .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                            .cacheControl(CacheControl.noStore())
                            .build());
        });
    }

    private static ResponseEntity<Map<String, String>> answer(ConsoleKeys.ConsoleKey key) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Map.of("key", key.key().reveal(), "expires", key.expires().toString()));
    }
}
