package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiDocuments;
import dev.lakefront.portal.api.ApiOperation;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.api.ApiPages;
import dev.lakefront.portal.snippets.ClientCall;
import dev.lakefront.portal.snippets.Snippet;
import dev.lakefront.portal.snippets.Snippets;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** A call of an API in the language of the visitor, who is asked for it once. */
@Controller
@ConditionalOnPortal
class CodePage {

    private static final String COOKIE = "lakefront-language";

    /**
     * What was chosen, as it stands in the address.
     *
     * @param lang the language's word
     * @param format the name of an example
     */
    record Choice(String operation, String lang, String format, boolean stream) {

        static Choice of(MultiValueMap<String, String> parameters, String language) {
            return new Choice(
                    first(parameters, "operation", ""),
                    first(parameters, "lang", language),
                    first(parameters, "format", ""),
                    !first(parameters, "stream", "").isEmpty());
        }

        private static String first(MultiValueMap<String, String> parameters, String name, String otherwise) {
            String given = parameters.getFirst(name);
            return given == null ? otherwise : given;
        }
    }

    /** Another language, and the address of this call in it. */
    record Tab(String title, String href, boolean current) {}

    private final ApiPages pages;
    private final ApiDocuments documents;

    CodePage(ApiPages pages, ApiDocuments documents) {
        this.pages = pages;
        this.documents = documents;
    }

    @GetMapping("/portal/apis/{id}/code")
    Mono<String> code(@PathVariable String id, ServerWebExchange exchange, Model model) {
        return pages.requireDocument(id, exchange)
                .flatMap(page -> documents.of(page).map(document -> {
                    show(page, document, exchange, model);
                    return "portal/reference/code";
                }));
    }

    private static void show(ApiPage page, ApiDocument document, ServerWebExchange exchange, Model model) {
        HttpCookie known = exchange.getRequest().getCookies().getFirst(COOKIE);
        Choice choice = Choice.of(exchange.getRequest().getQueryParams(), known == null ? "curl" : known.getValue());
        model.addAttribute("page", page);
        model.addAttribute("choice", choice);
        model.addAttribute("operations", document.operations());
        Optional<ApiOperation> operation =
                document.operation(choice.operation()).or(document::main);
        operation.ifPresent(chosen -> snippets(page, document, chosen, choice, exchange, model));
    }

    private static void snippets(
            ApiPage page,
            ApiDocument document,
            ApiOperation operation,
            Choice choice,
            ServerWebExchange exchange,
            Model model) {
        ClientCall call = ApiCalls.call(page, operation, choice.format(), choice.stream());
        List<Snippet> snippets = Snippets.of(ApiCalls.target(page, document), call);
        Snippet snippet = snippets.stream()
                .filter(known -> known.language().equals(choice.lang()))
                .findFirst()
                .orElse(snippets.getFirst());
        remember(snippet, exchange);
        model.addAttribute("operation", operation);
        model.addAttribute("formats", operation.examples().keySet());
        model.addAttribute("streamable", call.body() != null && call.body().contains("\"messages\""));
        model.addAttribute("snippet", snippet);
        model.addAttribute(
                "tabs",
                snippets.stream()
                        .map(other -> new Tab(
                                other.title(),
                                href(page, operation, choice, other.language()),
                                other.language().equals(snippet.language())))
                        .toList());
    }

    /** Only what was asked for by its address; the cookie holds a word of ours and nothing else. */
    private static void remember(Snippet snippet, ServerWebExchange exchange) {
        if (snippet.language().equals(exchange.getRequest().getQueryParams().getFirst("lang"))) {
            exchange.getResponse()
                    .addCookie(ResponseCookie.from(COOKIE, snippet.language())
                            .path("/portal")
                            .httpOnly(true)
                            .sameSite("Lax")
                            .maxAge(Duration.ofDays(365))
                            .build());
        }
    }

    private static String href(ApiPage page, ApiOperation operation, Choice choice, String language) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(page.href() + "/code")
                .queryParam("lang", language)
                .queryParam("operation", "{operation}");
        if (!choice.format().isEmpty()) {
            address.queryParam("format", "{format}");
        }
        if (choice.stream()) {
            address.queryParam("stream", "1");
        }
        return address.encode()
                .buildAndExpand(java.util.Map.of("operation", operation.id(), "format", choice.format()))
                .toUriString();
    }
}
