package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiDocuments;
import dev.lakefront.portal.api.ApiPages;
import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What an API's document says, one operation at a time: a page stays small however large the document is. */
@Controller
@ConditionalOnPortal
class ReferencePage {

    /** Swagger UI sets styles on the elements that it makes; nothing else is relaxed, and only on its own page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final ApiPages pages;
    private final ApiDocuments documents;

    ReferencePage(ApiPages pages, ApiDocuments documents) {
        this.pages = pages;
        this.documents = documents;
    }

    @GetMapping("/portal/apis/{id}/reference")
    Mono<String> reference(
            @PathVariable String id,
            @RequestParam(name = "operation", defaultValue = "") String operation,
            ServerWebExchange exchange,
            Model model) {
        return pages.requireDocument(id, exchange)
                .flatMap(page -> documents.of(page).map(document -> {
                    model.addAttribute("page", page);
                    model.addAttribute("operations", document.operations());
                    show(document, operation, model);
                    return "portal/reference/reference";
                }));
    }

    private static void show(ApiDocument document, String operation, Model model) {
        document.operation(operation)
                .or(document::main)
                .ifPresent(chosen -> model.addAttribute("view", OperationView.of(document, chosen)));
    }

    @GetMapping("/portal/apis/{id}/reference/swagger")
    Mono<String> swagger(@PathVariable String id, ServerWebExchange exchange, Model model) {
        return pages.requireDocument(id, exchange).map(page -> {
            exchange.getResponse().getHeaders().set("Content-Security-Policy", POLICY);
            model.addAttribute("page", page);
            return "portal/reference/swagger";
        });
    }
}
