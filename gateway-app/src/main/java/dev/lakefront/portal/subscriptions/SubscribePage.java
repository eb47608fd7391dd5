package dev.lakefront.portal.subscriptions;

import dev.lakefront.catalog.Product;
import dev.lakefront.catalog.SubscriptionRules;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where one asks for a subscription: one form, and an answer at once where nobody has to decide. */
@Controller
@ConditionalOnPortal
class SubscribePage {

    /**
     * What can be subscribed to, for the form.
     *
     * @param action where the form goes
     */
    record Offer(
            Scope scope,
            String title,
            String action,
            boolean automatic,
            @Nullable String terms,
            @Nullable String keyLifetime) {}

    private final VisitorPages pages;
    private final Subscriptions subscriptions;
    private final Snapshots snapshots;

    SubscribePage(VisitorPages pages, Subscriptions subscriptions, Snapshots snapshots) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.snapshots = snapshots;
    }

    @GetMapping("/portal/products/{id}/subscribe")
    Mono<Rendering> toProduct(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, _ -> form(product(id), "", "", null));
    }

    @PostMapping("/portal/products/{id}/subscribe")
    Mono<Rendering> askForProduct(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> ask(product(id), visit));
    }

    /** For an API that is in no product, and for whoever needs only one. */
    @GetMapping("/portal/subscriptions/new")
    Mono<Rendering> toApi(@RequestParam(defaultValue = "") String api, ServerWebExchange exchange) {
        return pages.answer(exchange, _ -> form(api(api), "", "", null));
    }

    @PostMapping("/portal/subscriptions/new")
    Mono<Rendering> askForApi(@RequestParam(defaultValue = "") String api, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> ask(api(api), visit));
    }

    private Rendering ask(@Nullable Offer offer, Visit visit) {
        if (offer == null) {
            return VisitorPages.notFound();
        }
        String title = visit.field("title");
        String purpose = visit.field("purpose");
        try {
            StoredSubscription made = subscriptions.request(
                    new SubscriptionRequest(
                            visit.owner(), offer.scope(), title, purpose, visit.optional("terms") != null),
                    visit.actor());
            return Rendering.redirectTo("/portal/subscriptions/" + made.id()).build();
        } catch (ChangeRefused refused) {
            return form(offer, title, purpose, refused.getMessage());
        }
    }

    private static Rendering form(@Nullable Offer offer, String title, String purpose, @Nullable String refusal) {
        if (offer == null) {
            return VisitorPages.notFound();
        }
        Rendering.Builder<?> page = Rendering.view("portal/subscriptions/subscribe")
                .modelAttribute("offer", offer)
                // Not "title": that is the page's own, to the layout.
                .modelAttribute("typed", title)
                .modelAttribute("purpose", purpose);
        return refusal == null
                ? page.build()
                : page.status(HttpStatus.BAD_REQUEST)
                        .modelAttribute("refusal", refusal)
                        .build();
    }

    private @Nullable Offer product(String id) {
        Product product = snapshots.current().products().get(id);
        if (product == null) {
            return null;
        }
        SubscriptionRules rules = product.subscriptions();
        return new Offer(
                new Scope.Product(id),
                product.title(),
                "/portal/products/" + id + "/subscribe",
                rules.approval() == SubscriptionRules.Approval.AUTOMATIC,
                product.terms(),
                rules.keyLifetime() == null ? null : Spans.words(rules.keyLifetime()));
    }

    private @Nullable Offer api(String id) {
        PublishedApi api = snapshots.current().apis().get(id);
        return api == null
                ? null
                : new Offer(
                        new Scope.Api(id), api.api().title(), "/portal/subscriptions/new?api=" + id, false, null, null);
    }
}
