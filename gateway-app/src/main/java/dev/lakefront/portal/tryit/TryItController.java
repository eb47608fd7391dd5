package dev.lakefront.portal.tryit;

import dev.lakefront.identity.Visitor;
import dev.lakefront.identity.Visitors;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows the page on which an API is tried, and makes the call for a browser without JavaScript. */
@Controller
@ConditionalOnPortal
class TryItController {

    private static final String VIEW = "portal/tryit/try";

    private final Visitors visitors;
    private final TriedApis apis;
    private final TryPages pages;
    private final ConsoleKeys keys;
    private final LoopbackCall gateway;
    private final BlockingWork work;

    TryItController(
            Visitors visitors,
            TriedApis apis,
            TryPages pages,
            ConsoleKeys keys,
            LoopbackCall gateway,
            BlockingWork work) {
        this.visitors = visitors;
        this.apis = apis;
        this.pages = pages;
        this.keys = keys;
        this.gateway = gateway;
        this.work = work;
    }

    /** The API, who tries it, and what the page shows them. */
    private record Visit(PublishedApi api, @Nullable Visitor visitor, TryPage page) {}

    @GetMapping("/portal/apis/{id}/try")
    Mono<String> show(@PathVariable String id, ServerWebExchange exchange, Model model) {
        return visit(id, exchange, exchange.getRequest().getQueryParams())
                .map(visit -> shown(visit.page(), exchange, model));
    }

    @PostMapping("/portal/apis/{id}/try")
    Mono<String> send(@PathVariable String id, ServerWebExchange exchange, Model model) {
        return exchange.getFormData()
                .flatMap(form -> visit(id, exchange, form))
                .flatMap(visit -> answer(visit).map(answer -> visit.page().answered(answer)))
                .map(page -> shown(page, exchange, model));
    }

    private Mono<Visit> visit(String id, ServerWebExchange exchange, MultiValueMap<String, String> wish) {
        return visitors.of(exchange).flatMap(found -> {
            Visitor visitor = found.orElse(null);
            PublishedApi api = apis.find(id, visitor);
            return work.call(() -> new Visit(api, visitor, pages.page(api, visitor, wish(wish))));
        });
    }

    private static TryPages.Wish wish(MultiValueMap<String, String> fields) {
        Map<String, String> all = fields.toSingleValueMap();
        boolean mock = all.containsKey("mock") && !"false".equals(all.get("mock"));
        return new TryPages.Wish(all.get("operation"), all.get("format"), mock, all.get("body"), all);
    }

    private static String shown(TryPage page, ServerWebExchange exchange, Model model) {
        exchange.getResponse().getHeaders().setCacheControl("no-store");
        model.addAttribute("tried", page);
        return VIEW;
    }

    private Mono<Answer> answer(Visit visit) {
        TryPage page = visit.page();
        if (page.mock()) {
            return work.call(() -> Answer.mocked(MockAnswers.of(
                    visit.api(), TriedApis.operation(visit.api(), page.form().id()), page.text())));
        }
        return switch (page.access()) {
            case SIGN_IN -> Mono.just(Answer.failed("Sign in to try this API, or switch the mock on."));
            case OPEN -> call(page, headers(page));
            case SESSION -> withKey(visit);
        };
    }

    /** The key is the call's own: nobody else learns it, and it ends with the call. */
    private Mono<Answer> withKey(Visit visit) {
        Visitor visitor = visit.visitor();
        if (visitor == null) {
            return Mono.just(Answer.failed("Sign in to try this API."));
        }
        return Mono.using(
                () -> keys.issue(visitor.id(), visit.api().api().id()),
                key -> {
                    HttpHeaders headers = headers(visit.page());
                    headers.set("X-API-Key", key.key().reveal());
                    return call(visit.page(), headers);
                },
                keys::withdraw);
    }

    private Mono<Answer> call(TryPage page, HttpHeaders headers) {
        OperationForm form = page.form();
        return gateway.call(
                form.method(), CallPath.of(form, page.values()), headers, form.body() == null ? null : page.text());
    }

    private static HttpHeaders headers(TryPage page) {
        HttpHeaders headers = new HttpHeaders();
        OperationForm.Body body = page.form().body();
        if (body != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, body.contentType());
        }
        return headers;
    }
}
