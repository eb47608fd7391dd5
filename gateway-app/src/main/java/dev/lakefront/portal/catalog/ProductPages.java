package dev.lakefront.portal.catalog;

import dev.lakefront.catalog.Product;
import dev.lakefront.catalog.SubscriptionRules;
import dev.lakefront.policy.CompiledPolicy;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyScope;
import dev.lakefront.portal.api.LimitWords;
import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What can be subscribed to: bundles of APIs, and what their subscribers may spend. */
@Controller
@ConditionalOnPortal
class ProductPages {

    /**
     * One product as pages show it.
     *
     * @param limits that hold for all its APIs, in words
     */
    record Offer(Product product, List<CatalogEntry> apis, List<String> limits) {

        public String href() {
            return "/portal/products/" + product.id();
        }

        /** Whether nobody has to decide. */
        public boolean immediate() {
            return product.subscriptions().approval() == SubscriptionRules.Approval.AUTOMATIC;
        }

        /** Absent where keys do not expire by themselves. */
        public @Nullable String keyLifetime() {
            Duration lifetime = product.subscriptions().keyLifetime();
            return lifetime == null ? null : LimitWords.length(lifetime);
        }
    }

    private static final int SHOWN = 200;

    private final CatalogIndex index;
    private final ProductUsers users;

    ProductPages(CatalogIndex index, ProductUsers users) {
        this.index = index;
        this.users = users;
    }

    @GetMapping("/portal/products")
    String products(Model model) {
        CatalogIndex.Catalog catalog = index.current();
        Map<String, List<CatalogEntry>> apis = byProduct(catalog);
        model.addAttribute(
                "offers",
                catalog.snapshot().products().values().stream()
                        .sorted(Comparator.comparing(Product::title, String.CASE_INSENSITIVE_ORDER))
                        .map(product -> offer(catalog.snapshot(), product, apis))
                        .toList());
        return "portal/catalog/products";
    }

    @GetMapping("/portal/products/{id}")
    Mono<String> product(@PathVariable String id, ServerWebExchange exchange, Model model) {
        CatalogIndex.Catalog catalog = index.current();
        Product product = catalog.snapshot().products().get(id);
        if (product == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Offer offer = offer(catalog.snapshot(), product, byProduct(catalog));
        model.addAttribute("offer", offer);
        model.addAttribute("apis", offer.apis().stream().limit(SHOWN).toList());
        if (product.terms() != null) {
            model.addAttribute("terms", Markdown.part(product.terms()));
        }
        return users.of(id, exchange)
                .doOnNext(all -> model.addAttribute("users", all))
                .thenReturn("portal/catalog/product");
    }

    private static Map<String, List<CatalogEntry>> byProduct(CatalogIndex.Catalog catalog) {
        Map<String, List<CatalogEntry>> byProduct = new HashMap<>();
        for (CatalogEntry entry : catalog.entries()) {
            PublishedApi api = catalog.snapshot().apis().get(entry.id());
            if (api != null) {
                api.api()
                        .products()
                        .forEach(product -> byProduct
                                .computeIfAbsent(product, absent -> new ArrayList<>())
                                .add(entry));
            }
        }
        return byProduct;
    }

    private static Offer offer(Snapshot snapshot, Product product, Map<String, List<CatalogEntry>> byProduct) {
        List<CatalogEntry> apis = byProduct.getOrDefault(product.id(), List.of());
        return new Offer(product, apis, apis.isEmpty() ? List.of() : limits(snapshot, product, apis.getFirst()));
    }

    /** Any of its APIs knows them; what only holds for that one is left out. */
    private static List<String> limits(Snapshot snapshot, Product product, CatalogEntry any) {
        PublishedApi api = snapshot.apis().get(any.id());
        if (api == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (CompiledPolicy compiled : api.policies().policies(product.id())) {
            boolean ofOneApi = compiled.placement().scope() instanceof PolicyScope.Api;
            if (!ofOneApi && compiled.policy() instanceof Policy.LimitPolicy limit) {
                words.add(LimitWords.of(limit));
            }
        }
        return words;
    }
}
