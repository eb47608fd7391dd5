package dev.lakefront.portal.api;

import dev.lakefront.discovery.PublicUrl;
import dev.lakefront.identity.Visitors;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the API that a page is about. */
@Component
@ConditionalOnPortal
public class ApiPages {

    private final Snapshots snapshots;
    private final Visitors visitors;
    private final LifecycleViews lifecycles;

    ApiPages(Snapshots snapshots, Visitors visitors, LifecycleViews lifecycles) {
        this.lifecycles = lifecycles;
        this.snapshots = snapshots;
        this.visitors = visitors;
    }

    /** Fails with 404 where no such API is published. */
    public ApiPage require(String id, ServerWebExchange exchange) {
        Snapshot snapshot = snapshots.current();
        PublishedApi api = snapshot.apis().get(id);
        if (api == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new ApiPage(snapshot, api, PublicUrl.of(exchange.getRequest(), snapshot), lifecycles.of(api, snapshot));
    }

    /**
     * For pages that show its document. Where documents are for callers only, fails with {@link SignInNeeded} for who has
     * not signed in.
     */
    public Mono<ApiPage> requireDocument(String id, ServerWebExchange exchange) {
        ApiPage page = require(id, exchange);
        if (!page.snapshot().settings().documentsRequireKey()) {
            return Mono.just(page);
        }
        return visitors.of(exchange)
                .map(visitor -> visitor.map(known -> page)
                        .orElseThrow(() ->
                                new SignInNeeded(exchange.getRequest().getPath().value())));
    }
}
