package dev.lakefront.portal.catalog;

import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** All APIs, to be searched. What is searched for stands in the address, so that it can be kept and sent on. */
@Controller
@ConditionalOnPortal
class CatalogPage {

    /**
     * Some of what was found.
     *
     * @param previous the address of the page before; absent on the first
     */
    record Found(
            List<CatalogEntry> entries,
            int total,
            int page,
            int pages,
            @Nullable String previous,
            @Nullable String next) {

        static Found of(CatalogQuery query, List<CatalogEntry> all) {
            int pages = Math.max(1, Math.ceilDiv(all.size(), CatalogQuery.PAGE));
            int page = Math.min(query.page(), pages);
            int from = (page - 1) * CatalogQuery.PAGE;
            return new Found(
                    all.subList(from, Math.min(all.size(), from + CatalogQuery.PAGE)),
                    all.size(),
                    page,
                    pages,
                    page > 1 ? query.href(page - 1) : null,
                    page < pages ? query.href(page + 1) : null);
        }
    }

    private final CatalogIndex index;
    private final OwnAccess access;

    CatalogPage(CatalogIndex index, OwnAccess access) {
        this.index = index;
        this.access = access;
    }

    @GetMapping("/portal/apis")
    Mono<String> apis(ServerWebExchange exchange, Model model) {
        CatalogQuery query = CatalogQuery.of(exchange.getRequest().getQueryParams());
        CatalogIndex.Catalog catalog = index.current();
        model.addAttribute("query", query);
        model.addAttribute("catalog", catalog);
        model.addAttribute("found", Found.of(query, query.in(catalog.entries())));
        return access.of(exchange)
                .doOnNext(own -> model.addAttribute("accessible", own.apis(catalog.snapshot())))
                .thenReturn("portal/catalog/apis");
    }
}
