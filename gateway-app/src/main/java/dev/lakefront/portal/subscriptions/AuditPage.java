package dev.lakefront.portal.subscriptions;

import dev.lakefront.identity.Role;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.AuditEvent;
import dev.lakefront.subscription.AuditLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who did what, newest first. */
@Controller
@ConditionalOnPortal
class AuditPage {

    private static final int PAGE = 50;
    private static final int MAX_PAGE = 100_000;

    /** One event in words. */
    record Line(
            String at,
            String who,
            @Nullable String address,
            String action,
            String object,
            String change,
            @Nullable String details) {

        static Line of(AuditEvent event) {
            return new Line(
                    SubscriptionView.minute(event.at()),
                    event.actor().name(),
                    event.actor().address(),
                    event.action(),
                    event.objectKind() + " " + event.objectId(),
                    change(event.before(), event.after()),
                    event.details());
        }

        private static String change(@Nullable String before, @Nullable String after) {
            if (before == null || before.equals(after)) {
                return after == null ? "" : after;
            }
            return before + " → " + after;
        }
    }

    private final VisitorPages pages;
    private final AuditLog log;
    private final Transactions transactions;

    AuditPage(VisitorPages pages, AuditLog log, Transactions transactions) {
        this.pages = pages;
        this.log = log;
        this.transactions = transactions;
    }

    @GetMapping("/portal/admin/audit")
    Mono<Rendering> audit(@RequestParam(defaultValue = "0") int page, ServerWebExchange exchange) {
        int number = Math.clamp(page, 0, MAX_PAGE);
        return pages.answer(exchange, Role.ADMINISTRATOR, _ -> {
            List<AuditEvent> events = transactions.call(() -> log.read(number * PAGE, PAGE + 1));
            return Rendering.view("portal/subscriptions/audit")
                    .modelAttribute(
                            "events", events.stream().limit(PAGE).map(Line::of).toList())
                    .modelAttribute("page", number)
                    .modelAttribute("more", events.size() > PAGE)
                    .build();
        });
    }
}
