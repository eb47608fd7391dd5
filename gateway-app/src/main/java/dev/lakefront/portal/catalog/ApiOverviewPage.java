package dev.lakefront.portal.catalog;

import dev.lakefront.catalog.Change;
import dev.lakefront.catalog.Product;
import dev.lakefront.portal.api.Age;
import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiDocuments;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.api.ApiPages;
import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.portal.api.LimitWords;
import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.publication.DocumentRevisions;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What one API is: what it does, who owns it, where it is, what limits hold, and where its document came from. */
@Controller
@ConditionalOnPortal
class ApiOverviewPage {

    /**
     * A product that an API is in, and what its subscribers may spend there.
     *
     * @param limits besides those that hold everywhere, in words
     */
    record Offer(Product product, List<String> limits) {

        public String href() {
            return "/portal/products/" + product.id();
        }
    }

    private final ApiPages pages;
    private final ApiDocuments documents;
    private final OwnAccess access;
    private final DocumentRevisions revisions;
    private final BlockingWork work;
    private final InstantSource clock;

    ApiOverviewPage(
            ApiPages pages,
            ApiDocuments documents,
            OwnAccess access,
            DocumentRevisions revisions,
            BlockingWork work,
            InstantSource clock) {
        this.revisions = revisions;
        this.work = work;
        this.access = access;
        this.pages = pages;
        this.documents = documents;
        this.clock = clock;
    }

    @GetMapping("/portal/apis/{id}")
    Mono<String> overview(@PathVariable String id, ServerWebExchange exchange, Model model) {
        ApiPage page = pages.require(id, exchange);
        PublishedApi api = page.api();
        model.addAttribute("page", page);
        List<String> limits = LimitWords.of(api, null);
        model.addAttribute("limits", limits);
        model.addAttribute("offers", offers(page, limits));
        model.addAttribute("bounds", bounds(page));
        model.addAttribute("age", Age.words(api.status().at(), clock.instant()));
        model.addAttribute("documentShown", !page.snapshot().settings().documentsRequireKey());
        model.addAttribute("changes", List.of());
        Mono<?> described = page.snapshot().settings().documentsRequireKey()
                ? Mono.empty()
                : documents
                        .of(page)
                        .doOnNext(document -> describe(document, page, model))
                        .then(work.call(() -> revisions.of(id)))
                        .doOnNext(known -> model.addAttribute("revisions", RevisionView.of(known, clock.instant())));
        return access.of(exchange)
                .doOnNext(own -> model.addAttribute("ways", own.to(api)))
                .then(described)
                .thenReturn("portal/catalog/api");
    }

    private static void describe(ApiDocument document, ApiPage page, Model model) {
        model.addAttribute("description", Markdown.part(description(document, page.lifecycle())));
        model.addAttribute("operations", document.operations());
        List<Change> changes = page.api().document().changes();
        model.addAttribute("changed", changes.size());
        model.addAttribute("changes", ReportedRule.of(changes));
    }

    /** Without what the document says of the API's end: the page has said so already. */
    private static String description(ApiDocument document, @Nullable LifecycleView lifecycle) {
        String text = document.info().path("description").asString("");
        String end = lifecycle == null ? "" : lifecycle.lifecycle().markdown();
        return text.startsWith(end) ? text.substring(end.length()) : text;
    }

    private static List<Offer> offers(ApiPage page, List<String> everywhere) {
        List<Offer> offers = new ArrayList<>();
        page.api().api().products().stream()
                .sorted()
                .map(page.snapshot().products()::get)
                .filter(Objects::nonNull)
                .forEach(product -> offers.add(new Offer(
                        product,
                        LimitWords.of(page.api(), product.id()).stream()
                                .filter(limit -> !everywhere.contains(limit))
                                .toList())));
        return offers;
    }

    private static List<String> bounds(ApiPage page) {
        PublishedApi api = page.api();
        DataSize size = Objects.requireNonNullElse(
                api.api().maxSize(), page.snapshot().settings().maxSize());
        return List.of(
                "Request bodies up to " + LimitWords.size(size.toBytes()),
                "The answer begins within " + LimitWords.length(api.firstByteTimeout()) + " and ends within "
                        + LimitWords.length(api.totalTimeout()));
    }
}
