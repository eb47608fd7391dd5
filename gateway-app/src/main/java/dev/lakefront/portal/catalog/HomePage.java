package dev.lakefront.portal.catalog;

import dev.lakefront.discovery.PublicUrl;
import dev.lakefront.portal.api.ApiDocuments;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.reference.ApiCalls;
import dev.lakefront.portal.snippets.Snippet;
import dev.lakefront.portal.subscriptions.ExpiryNotes;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a developer begins. */
@Controller
@ConditionalOnPortal
class HomePage {

    private static final int SHOWN = 6;

    private final CatalogIndex index;
    private final ApiDocuments documents;
    private final OwnAccess access;
    private final Quickstart quickstart;
    private final ExpiryNotes warnings;

    HomePage(
            CatalogIndex index, ApiDocuments documents, OwnAccess access, Quickstart quickstart, ExpiryNotes warnings) {
        this.index = index;
        this.documents = documents;
        this.access = access;
        this.quickstart = quickstart;
        this.warnings = warnings;
    }

    @GetMapping("/portal")
    Mono<String> home(ServerWebExchange exchange, Model model) {
        CatalogIndex.Catalog catalog = index.current();
        String publicUrl = PublicUrl.of(exchange.getRequest(), catalog.snapshot());
        List<CatalogEntry> shown = catalog.entries().stream().limit(SHOWN).toList();
        model.addAttribute("baseUrl", publicUrl);
        model.addAttribute("catalog", catalog);
        model.addAttribute("apis", shown);
        return firstCall(catalog, shown, publicUrl)
                .doOnNext(snippet -> snippet.ifPresent(code -> model.addAttribute("snippet", code)))
                .then(access.of(exchange)
                        .flatMap(own -> quickstart.of(own).doOnNext(progress -> add(own, progress, catalog, model))))
                .thenReturn("portal/catalog/home");
    }

    /** What only whoever has signed in sees. */
    private void add(OwnAccess.Own own, Quickstart.Progress progress, CatalogIndex.Catalog catalog, Model model) {
        model.addAttribute("warnings", warnings.of(own.subscriptions()));
        model.addAttribute("progress", progress);
        model.addAttribute("accessible", own.apis(catalog.snapshot()));
        model.addAttribute(
                "recent",
                progress.recent().stream()
                        .map(catalog.snapshot().apis()::get)
                        .filter(Objects::nonNull)
                        .map(catalog::entry)
                        .toList());
    }

    /** A call that works once there is a key: of an API that answers now, if there is one. */
    private Mono<Optional<Snippet>> firstCall(
            CatalogIndex.Catalog catalog, List<CatalogEntry> shown, String publicUrl) {
        if (catalog.snapshot().settings().documentsRequireKey()) {
            return Mono.just(Optional.empty());
        }
        return shown.stream()
                .filter(entry -> entry.state().state().isServing() && entry.lifecycle() == null)
                .findFirst()
                .or(() -> shown.stream().findFirst())
                .map(entry -> {
                    PublishedApi api = catalog.snapshot().apis().get(entry.id());
                    if (api == null) {
                        return Mono.just(Optional.<Snippet>empty());
                    }
                    ApiPage page = new ApiPage(catalog.snapshot(), api, publicUrl, entry.lifecycle());
                    return documents.of(page).map(document -> ApiCalls.curl(page, document));
                })
                .orElseGet(() -> Mono.just(Optional.empty()));
    }
}
