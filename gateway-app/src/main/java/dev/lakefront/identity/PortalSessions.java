package dev.lakefront.identity;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import reactor.core.publisher.Mono;

/**
 * Remembers in the session who has signed in, for a bounded time; users of the demonstration for no longer than that is on.
 * The session gets another id when somebody signs in.
 */
final class PortalSessions implements ServerSecurityContextRepository {

    /**
     * When somebody signed in. Not when the session was made: whoever signs in again keeps it, and would be turned away again
     * for its age.
     */
    private static final String SINCE = PortalSessions.class.getName() + ".since";

    private final ServerSecurityContextRepository sessions = new WebSessionServerSecurityContextRepository();
    private final InMemoryWebSessionStore store;
    private final Duration lifetime;
    private final LocalUsers users;
    private final InstantSource clock;

    PortalSessions(InMemoryWebSessionStore store, Duration lifetime, LocalUsers users, InstantSource clock) {
        this.store = store;
        this.lifetime = lifetime;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        if (context == null) {
            return sessions.save(exchange, null);
        }
        // The store keeps the session that gets its new name below without asking whether there is a place.
        if (isFull()) {
            return Mono.error(new GatewayProblem(
                    ProblemType.OVERLOADED,
                    "As many people are signed in as this gateway has places for. Try again later."));
        }
        return sessions.save(exchange, context)
                .then(exchange.getSession())
                .doOnNext(session -> session.getAttributes().put(SINCE, clock.instant()))
                .then();
    }

    private boolean isFull() {
        if (store.getSessions().size() < store.getMaxSessions()) {
            return false;
        }
        store.removeExpiredSessions();
        return store.getSessions().size() >= store.getMaxSessions();
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return exchange.getSession()
                .filter(WebSession::isStarted)
                .filter(this::isYoung)
                .flatMap(session -> sessions.load(exchange))
                .filter(context -> isStillKnown(context.getAuthentication()));
    }

    private boolean isYoung(WebSession session) {
        Instant since = session.getAttribute(SINCE);
        return since != null && since.plus(lifetime).isAfter(clock.instant());
    }

    private boolean isStillKnown(@Nullable Authentication authentication) {
        if (authentication == null) {
            return false;
        }
        return !(authentication.getPrincipal() instanceof Visitor local)
                || users.all().stream().anyMatch(user -> user.name().equals(local.id()));
    }
}
