package dev.lakefront.portal.subscriptions;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitors;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.NoSuchSubscription;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers requests of people who have signed in, off the event loops, and turns refusals into pages. */
@Component
@ConditionalOnPortal
class VisitorPages {

    private final Visitors visitors;
    private final BlockingWork blocking;

    VisitorPages(Visitors visitors, BlockingWork blocking) {
        this.visitors = visitors;
        this.blocking = blocking;
    }

    /** As {@link #answer(ServerWebExchange, Function)}; for whoever lacks the role there is nothing here. */
    Mono<Rendering> answer(ServerWebExchange exchange, Role least, Function<Visit, Rendering> work) {
        return answer(exchange, visit -> visit.visitor().is(least) ? work.apply(visit) : notFound());
    }

    /** @param work may block; what it throws of a subscription's own becomes a page that says so */
    Mono<Rendering> answer(ServerWebExchange exchange, Function<Visit, Rendering> work) {
        return visitors.of(exchange)
                .map(visitor -> visitor.orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED)))
                .zipWith(exchange.getFormData(), (visitor, form) -> new Visit(visitor, address(exchange), form))
                .flatMap(visit -> blocking.call(() -> work.apply(visit)))
                .onErrorResume(NoSuchSubscription.class, _ -> Mono.just(notFound()))
                .onErrorResume(ChangeRefused.class, refused -> Mono.just(refused(refused)))
                .onErrorResume(DatabaseUnavailable.class, _ -> Mono.just(unavailable()));
    }

    /** For what does not exist, and as well for what is somebody else's. */
    static Rendering notFound() {
        return message(
                HttpStatus.NOT_FOUND, "Not found", "There is nothing here, or it is not yours to see.", "/portal/keys");
    }

    private static Rendering refused(ChangeRefused refused) {
        HttpStatus status = switch (refused.reason()) {
            case INVALID, TERMS_NOT_ACCEPTED -> HttpStatus.BAD_REQUEST;
            case NOTHING_TO_SUBSCRIBE_TO -> HttpStatus.NOT_FOUND;
            case TOO_MANY, WRONG_STATE, NO_ROOM_FOR_A_KEY -> HttpStatus.CONFLICT;
        };
        return message(status, "This is not possible now", String.valueOf(refused.getMessage()), "/portal/keys");
    }

    private static Rendering unavailable() {
        return message(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Back in a moment",
                "The portal's database does not answer. Keys go on working; try this page again in a moment.",
                "/portal");
    }

    private static Rendering message(HttpStatus status, String heading, String text, String back) {
        return Rendering.view("portal/subscriptions/message")
                .status(status)
                .modelAttribute("heading", heading)
                .modelAttribute("text", text)
                .modelAttribute("back", back)
                .build();
    }

    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
