package dev.lakefront.portal.subscriptions;

import dev.lakefront.identity.Role;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.Subscriptions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where approvers decide on what others asked for, and switch subscriptions off and on. */
@Controller
@ConditionalOnPortal
class AdminPages {

    private static final int PAGE = 50;
    private static final int MAX_PAGE = 10_000;

    private final VisitorPages pages;
    private final Subscriptions subscriptions;
    private final Snapshots snapshots;
    private final LimitFields fields;
    private final InstantSource clock;

    AdminPages(
            VisitorPages pages,
            Subscriptions subscriptions,
            Snapshots snapshots,
            LimitFields fields,
            InstantSource clock) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.snapshots = snapshots;
        this.fields = fields;
        this.clock = clock;
    }

    /** Whoever has waited longest comes first. */
    @GetMapping("/portal/admin/approvals")
    Mono<Rendering> approvals(ServerWebExchange exchange) {
        return pages.answer(exchange, Role.APPROVER, _ -> {
            List<StoredSubscription> waiting = subscriptions.pending().reversed();
            return Rendering.view("portal/subscriptions/approvals")
                    .modelAttribute(
                            "pending",
                            waiting.stream().limit(PAGE).map(this::pending).toList())
                    .modelAttribute("more", Math.max(0, waiting.size() - PAGE))
                    .build();
        });
    }

    /** A request that waits, and the limits that can be lowered with the answer. */
    record Pending(SubscriptionView subscription, List<LimitFields.Field> limits) {}

    private Pending pending(StoredSubscription waiting) {
        return new Pending(
                SubscriptionView.of(waiting, clock.instant()), fields.of(waiting.scope(), LoweredLimits.NONE));
    }

    /** Those of files beside those of the portal; of the files' nothing can be changed here. */
    @GetMapping("/portal/admin/subscriptions")
    Mono<Rendering> all(@RequestParam(defaultValue = "0") int page, ServerWebExchange exchange) {
        int number = Math.clamp(page, 0, MAX_PAGE);
        return pages.answer(exchange, Role.APPROVER, _ -> {
            List<StoredSubscription> stored =
                    subscriptions.list(new SubscriptionQuery(null, Set.of(), number * PAGE, PAGE + 1));
            List<SubscriptionView> shown =
                    new ArrayList<>(views(stored.stream().limit(PAGE).toList()));
            if (number == 0) {
                snapshots.current().subscriptions().all().stream()
                        .map(SubscriptionView::of)
                        .sorted(Comparator.comparing(SubscriptionView::id))
                        .forEach(shown::add);
            }
            return Rendering.view("portal/subscriptions/all")
                    .modelAttribute("subscriptions", shown)
                    .modelAttribute("page", number)
                    .modelAttribute("more", stored.size() > PAGE)
                    .build();
        });
    }

    @PostMapping("/portal/admin/subscriptions/{id}/{action}")
    Mono<Rendering> change(@PathVariable String id, @PathVariable String action, ServerWebExchange exchange) {
        return pages.answer(exchange, Role.APPROVER, visit -> {
            String back = "/portal/admin/subscriptions";
            String comment = visit.optional("comment");
            SubscriptionId subscription = SubscriptionPages.id(id);
            switch (action) {
                case "approve" -> {
                    LoweredLimits limits =
                            fields.read(subscriptions.find(subscription).scope(), visit);
                    subscriptions.approve(subscription, comment, day(visit.optional("expires")), limits, visit.actor());
                    back = "/portal/admin/approvals";
                }
                case "reject" -> {
                    subscriptions.reject(subscription, comment, visit.actor());
                    back = "/portal/admin/approvals";
                }
                case "suspend" -> subscriptions.suspend(subscription, comment, visit.actor());
                case "resume" -> subscriptions.resume(subscription, comment, visit.actor());
                case "cancel" -> subscriptions.cancel(subscription, comment, visit.actor());
                default -> {
                    return VisitorPages.notFound();
                }
            }
            return Rendering.redirectTo(back).build();
        });
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw ChangeRefused.invalid("Write the last day as a date such as 2027-06-30.");
        }
    }

    private List<SubscriptionView> views(List<StoredSubscription> found) {
        return found.stream()
                .map(one -> SubscriptionView.of(one, clock.instant()))
                .toList();
    }
}
