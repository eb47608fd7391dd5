package dev.lakefront.portal.subscriptions;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own keys. A key's text is in the answer to the request that made it, and on no other page. */
@Controller
@ConditionalOnPortal
class KeyPages {

    /** How long a replaced key may go on working, by the words of the form. */
    enum Overlap {
        NONE("It stops at once", Duration.ZERO),
        HOUR("1 hour", Duration.ofHours(1)),
        DAY("1 day", Duration.ofDays(1)),
        WEEK("7 days", Duration.ofDays(7)),
        MONTH("30 days", Duration.ofDays(30));

        private final String words;
        private final Duration span;

        Overlap(String words, Duration span) {
            this.words = words;
            this.span = span;
        }

        public String words() {
            return words;
        }

        static Duration of(String name) {
            for (Overlap overlap : values()) {
                if (overlap.name().equals(name)) {
                    return overlap.span;
                }
            }
            return DAY.span;
        }
    }

    private final VisitorPages pages;
    private final Subscriptions subscriptions;
    private final SubscriptionKeys keys;
    private final ExpiryNotes warnings;
    private final InstantSource clock;

    KeyPages(
            VisitorPages pages,
            Subscriptions subscriptions,
            SubscriptionKeys keys,
            ExpiryNotes warnings,
            InstantSource clock) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.warnings = warnings;
        this.clock = clock;
    }

    @GetMapping("/portal/keys")
    Mono<Rendering> list(ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            List<StoredSubscription> living = subscriptions.list(new SubscriptionQuery(
                    visit.visitor().id(), SubscriptionState.LIVING, 0, SubscriptionQuery.MAX_LIMIT));
            return Rendering.view("portal/subscriptions/keys")
                    .modelAttribute(
                            "subscriptions",
                            living.stream()
                                    .map(own -> SubscriptionView.of(own, clock.instant()))
                                    .toList())
                    .modelAttribute("warnings", warnings.of(living))
                    .build();
        });
    }

    @PostMapping("/portal/subscriptions/{id}/keys")
    Mono<Rendering> create(@PathVariable String id, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            StoredSubscription own = SubscriptionPages.own(subscriptions, id, visit);
            return made(own, keys.create(own.id(), visit.optional("name"), visit.actor()));
        });
    }

    @GetMapping("/portal/subscriptions/{id}/keys/{name}")
    Mono<Rendering> one(@PathVariable String id, @PathVariable String name, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> key(SubscriptionPages.own(subscriptions, id, visit), name, null));
    }

    @PostMapping("/portal/subscriptions/{id}/keys/{name}/rotate")
    Mono<Rendering> rotate(@PathVariable String id, @PathVariable String name, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            StoredSubscription own = SubscriptionPages.own(subscriptions, id, visit);
            return made(own, keys.rotate(own.id(), name, Overlap.of(visit.field("overlap")), visit.actor()));
        });
    }

    @PostMapping("/portal/subscriptions/{id}/keys/{name}/revoke")
    Mono<Rendering> revoke(@PathVariable String id, @PathVariable String name, ServerWebExchange exchange) {
        return pages.answer(exchange, visit -> {
            StoredSubscription own = SubscriptionPages.own(subscriptions, id, visit);
            if (!visit.field("confirm").equals(name)) {
                return key(own, name, "Type the key's name exactly to revoke it.");
            }
            keys.revoke(own.id(), name, visit.actor());
            return Rendering.redirectTo("/portal/keys").build();
        });
    }

    private Rendering key(StoredSubscription own, String name, @Nullable String refusal) {
        SubscriptionView view = SubscriptionView.of(own, clock.instant());
        SubscriptionView.KeyView key = view.keys().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(NoSuchSubscription::new);
        Rendering.Builder<?> page = Rendering.view("portal/subscriptions/key")
                .modelAttribute("subscription", view)
                .modelAttribute("key", key)
                .modelAttribute("warnings", warnings.of(List.of(own)))
                .modelAttribute("overlaps", Overlap.values());
        return refusal == null
                ? page.build()
                : page.status(HttpStatus.BAD_REQUEST)
                        .modelAttribute("refusal", refusal)
                        .build();
    }

    private static Rendering made(StoredSubscription own, IssuedKey issued) {
        return Rendering.view("portal/subscriptions/made")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .modelAttribute("subscription", own.title())
                .modelAttribute("name", issued.keyName())
                .modelAttribute("secret", issued.key().reveal())
                .modelAttribute(
                        "expires", issued.expires() == null ? "never" : SubscriptionView.minute(issued.expires()))
                .build();
    }
}
