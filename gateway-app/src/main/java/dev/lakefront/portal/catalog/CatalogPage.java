package dev.lakefront.portal.catalog;

import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

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

    CatalogPage(CatalogIndex index) {
        this.index = index;
    }

    @GetMapping("/portal/apis")
    String apis(ServerHttpRequest request, Model model) {
        CatalogQuery query = CatalogQuery.of(request.getQueryParams());
        CatalogIndex.Catalog catalog = index.current();
        model.addAttribute("query", query);
        model.addAttribute("catalog", catalog);
        model.addAttribute("found", Found.of(query, query.in(catalog.entries())));
        return "portal/catalog/apis";
    }
}
