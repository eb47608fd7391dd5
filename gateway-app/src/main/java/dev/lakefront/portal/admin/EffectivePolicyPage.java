package dev.lakefront.portal.admin;

import dev.lakefront.document.Position;
import dev.lakefront.policy.CompiledPolicy;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyScope;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.api.ApiPages;
import dev.lakefront.portal.api.LimitWords;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;

/** Which policies hold for the calls of one API, in the order they take effect, and where each is written. */
@Controller
@ConditionalOnPortal
class EffectivePolicyPage {

    /**
     * One policy that holds.
     *
     * @param words what it does; empty where its name says all that is known
     * @param place file and line
     */
    record Line(String way, String kind, String words, String from, String place) {

        static Line of(CompiledPolicy compiled) {
            Position position = compiled.position();
            return new Line(
                    compiled.placement().section().word(),
                    compiled.kind(),
                    compiled.policy() instanceof Policy.LimitPolicy limit ? LimitWords.of(limit) : "",
                    from(compiled.placement().scope()),
                    position.file() + ":" + position.line());
        }

        private static String from(PolicyScope scope) {
            return switch (scope) {
                case PolicyScope.Global _ -> "global";
                case PolicyScope.Product(String id) -> "product " + id;
                case PolicyScope.Api(String id) -> "API " + id;
            };
        }
    }

    /**
     * What holds for calls under one product.
     *
     * @param id for links to it
     */
    record Under(String id, String heading, List<Line> policies) {}

    private final ApiPages pages;

    EffectivePolicyPage(ApiPages pages) {
        this.pages = pages;
    }

    @GetMapping("/portal/admin/apis/{id}")
    String policies(@PathVariable String id, ServerWebExchange exchange, Model model) {
        ApiPage page = pages.require(id, exchange);
        PublishedApi api = page.api();
        List<Under> all = new ArrayList<>();
        api.api().products().stream().sorted().forEach(product -> all.add(under(api, product)));
        all.add(under(api, null));
        model.addAttribute("page", page);
        model.addAttribute("all", all);
        model.addAttribute("workspaceLimits", workspaceLimits(api));
        model.addAttribute("bounds", bounds(api));
        return "portal/admin/policies";
    }

    private static Under under(PublishedApi api, @Nullable String product) {
        return new Under(
                product == null ? "no-product" : "product-" + product,
                product == null ? "Subscriptions to this API alone, or to all" : "Under product " + product,
                api.policies().policies(product).stream().map(Line::of).toList());
    }

    /** They stand behind the limits of policies. */
    private static List<String> workspaceLimits(PublishedApi api) {
        List<String> words = LimitWords.of(api, null);
        return words.subList(api.policies().limits(null).size(), words.size());
    }

    private static Map<String, String> bounds(PublishedApi api) {
        Map<String, String> bounds = new LinkedHashMap<>();
        bounds.put("connect", LimitWords.length(api.connectTimeout()));
        bounds.put("first-byte", LimitWords.length(api.firstByteTimeout()));
        bounds.put("idle", LimitWords.length(api.idleTimeout()));
        bounds.put("total", LimitWords.length(api.totalTimeout()));
        return bounds;
    }
}
