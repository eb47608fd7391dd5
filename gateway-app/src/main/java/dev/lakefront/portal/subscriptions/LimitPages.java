package dev.lakefront.portal.subscriptions;

import dev.lakefront.identity.Role;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionLimits;
import dev.lakefront.subscription.Subscriptions;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where approvers give one subscription lower limits than others have, and take that back. */
@Controller
@ConditionalOnPortal
class LimitPages {

    private final VisitorPages pages;
    private final Subscriptions subscriptions;
    private final SubscriptionLimits limits;
    private final LimitFields fields;
    private final InstantSource clock;

    LimitPages(
            VisitorPages pages,
            Subscriptions subscriptions,
            SubscriptionLimits limits,
            LimitFields fields,
            InstantSource clock) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.limits = limits;
        this.fields = fields;
        this.clock = clock;
    }

    @GetMapping("/portal/admin/subscriptions/{id}/limits")
    Mono<Rendering> show(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, Role.APPROVER, _ -> page(subscriptions.find(SubscriptionPages.id(id)), null));
    }

    @PostMapping("/portal/admin/subscriptions/{id}/limits")
    Mono<Rendering> change(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, Role.APPROVER, visit -> {
            StoredSubscription found = subscriptions.find(SubscriptionPages.id(id));
            try {
                limits.change(found.id(), fields.read(found.scope(), visit), visit.actor());
            } catch (ChangeRefused refused) {
                if (refused.reason() != ChangeRefused.Reason.INVALID) {
                    throw refused;
                }
                return page(found, String.valueOf(refused.getMessage()));
            }
            return Rendering.redirectTo("/portal/admin/subscriptions").build();
        });
    }

    private Rendering page(StoredSubscription found, @Nullable String refusal) {
        Rendering.Builder<?> page = Rendering.view("portal/subscriptions/limits")
                .modelAttribute("subscription", SubscriptionView.of(found, clock.instant()))
                .modelAttribute("fields", fields.of(found.scope(), found.limits()));
        return refusal == null
                ? page.build()
                : page.status(HttpStatus.BAD_REQUEST)
                        .modelAttribute("refusal", refusal)
                        .build();
    }
}
