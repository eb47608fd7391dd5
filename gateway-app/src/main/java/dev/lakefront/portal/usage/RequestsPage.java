package dev.lakefront.portal.usage;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The last requests one by one, to find the one that went wrong. */
@Controller
@ConditionalOnPortal
class RequestsPage {

    private static final int MOST = 100;

    private final OwnUsage own;
    private final UsageStore store;
    private final KnownNames names;

    RequestsPage(OwnUsage own, UsageStore store, KnownNames names) {
        this.own = own;
        this.store = store;
        this.names = names;
    }

    @GetMapping("/portal/requests")
    Mono<String> requests(ServerWebExchange exchange, Model model) {
        return own.page(exchange, reach -> {
            MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
            String id = text(query, "id");
            String api = text(query, "api");
            String key = text(query, "key");
            RequestQuestion question = new RequestQuestion(reach.restricted(key), api, id, MOST);
            model.addAttribute("id", id);
            model.addAttribute("api", api);
            model.addAttribute("key", key);
            model.addAttribute("most", MOST);
            model.addAttribute("apis", names.apis());
            model.addAttribute("keys", names.keys(reach));
            return own.read(() -> lines(store.requests(question), reach)).map(lines -> {
                model.addAttribute("requests", lines);
                return "portal/usage/requests";
            });
        });
    }

    private static List<RequestLine> lines(List<LoggedRequest> requests, Reach reach) {
        return requests.stream()
                .map(request -> RequestLine.of(request, reach.titles()))
                .toList();
    }

    private static @Nullable String text(MultiValueMap<String, String> query, String name) {
        String value = query.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
