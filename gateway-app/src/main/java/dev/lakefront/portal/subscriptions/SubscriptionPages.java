package dev.lakefront.portal.subscriptions;

import dev.lakefront.portal.limits.LeftOfLimits;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.Subscriptions;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own subscriptions. Other people's do not exist. */
@Controller
@ConditionalOnPortal
class SubscriptionPages {

    private final VisitorPages pages;
    private final Subscriptions subscriptions;
    private final LeftOfLimits limits;
    private final ExpiryNotes warnings;
    private final InstantSource clock;

    SubscriptionPages(
            VisitorPages pages,
            Subscriptions subscriptions,
            LeftOfLimits limits,
            ExpiryNotes warnings,
            InstantSource clock) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.limits = limits;
        this.warnings = warnings;
        this.clock = clock;
    }

    @GetMapping("/portal/subscriptions")
    Mono<Rendering> list(ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            List<StoredSubscription> all = subscriptions.ofOwner(visit.visitor().id());
            return Rendering.view("portal/subscriptions/list")
                    .modelAttribute("warnings", warnings.of(all))
                    .modelAttribute(
                            "subscriptions",
                            all.stream()
                                    .map(own -> SubscriptionView.of(own, clock.instant()))
                                    .toList())
                    .build();
        });
    }

    @GetMapping("/portal/subscriptions/{id}")
    Mono<Rendering> one(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            StoredSubscription own = own(subscriptions, id, visit);
            return one(own).build();
        });
    }

    @PostMapping("/portal/subscriptions/{id}/cancel")
    Mono<Rendering> cancel(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            StoredSubscription own = own(subscriptions, id, visit);
            if (!visit.field("confirm").equals(own.title())) {
                return one(own).status(HttpStatus.BAD_REQUEST)
                        .modelAttribute("refusal", "Type the title exactly to cancel the subscription.")
                        .build();
            }
            subscriptions.cancel(own.id(), null, visit.actor());
            return Rendering.redirectTo("/portal/subscriptions").build();
        });
    }

    private Rendering.Builder<?> one(StoredSubscription own) {
        return Rendering.view("portal/subscriptions/one")
                .modelAttribute("subscription", SubscriptionView.of(own, clock.instant()))
                .modelAttribute("limits", own.isEnded() ? List.of() : limits.of(own.forCalls()))
                .modelAttribute("warnings", warnings.of(List.of(own)));
    }

    /** Fails with {@link NoSuchSubscription} for somebody else's, and for what can be no id at all. */
    static StoredSubscription own(Subscriptions subscriptions, String id, Visit visit) {
        return subscriptions.findOwn(id(id), visit.visitor().id());
    }

    static SubscriptionId id(String text) {
        return SubscriptionId.stored(text).orElseThrow(NoSuchSubscription::new);
    }
}
