package dev.lakefront.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Who may do what on which page: one table, which protects the pages and is tested row by row. */
final class PageAccess implements ReactiveAuthorizationManager<AuthorizationContext> {

    /** Whom a page is for; each includes those after it. */
    enum Audience {
        EVERYBODY(null),
        /** Everybody, unless the portal is set not to be public. */
        READERS(null),
        DEVELOPERS(Role.DEVELOPER),
        APPROVERS(Role.APPROVER),
        ADMINISTRATORS(Role.ADMINISTRATOR);

        private final @Nullable Role least;

        Audience(@Nullable Role least) {
            this.least = least;
        }
    }

    /**
     * One row.
     *
     * @param reads who may look, with GET, HEAD and OPTIONS
     * @param changes who may do anything else
     */
    record Row(PathPattern pattern, Audience reads, Audience changes) {

        private static Row of(String pattern, Audience reads, Audience changes) {
            return new Row(PathPatternParser.defaultInstance.parse(pattern), reads, changes);
        }
    }

    /** The first row that matches holds; a path below {@code /portal} that is in none does not exist. */
    static final List<Row> TABLE = List.of(
            Row.of("/portal/assets/**", Audience.EVERYBODY, Audience.EVERYBODY),
            Row.of("/portal/sign-in/**", Audience.EVERYBODY, Audience.EVERYBODY),
            Row.of("/portal/sign-out", Audience.EVERYBODY, Audience.EVERYBODY),
            Row.of("/portal/admin/audit/**", Audience.ADMINISTRATORS, Audience.ADMINISTRATORS),
            Row.of("/portal/admin/snapshot/**", Audience.ADMINISTRATORS, Audience.ADMINISTRATORS),
            Row.of("/portal/admin/apis/**", Audience.ADMINISTRATORS, Audience.ADMINISTRATORS),
            Row.of("/portal/admin/**", Audience.APPROVERS, Audience.APPROVERS),
            Row.of("/portal/keys/**", Audience.DEVELOPERS, Audience.DEVELOPERS),
            Row.of("/portal/subscriptions/**", Audience.DEVELOPERS, Audience.DEVELOPERS),
            Row.of("/portal/usage/**", Audience.DEVELOPERS, Audience.DEVELOPERS),
            Row.of("/portal/usage.csv", Audience.DEVELOPERS, Audience.DEVELOPERS),
            Row.of("/portal/requests/**", Audience.DEVELOPERS, Audience.DEVELOPERS),
            Row.of("/portal/products/*/subscribe/**", Audience.DEVELOPERS, Audience.DEVELOPERS),
            Row.of("/portal", Audience.READERS, Audience.DEVELOPERS),
            // The form asks strangers to sign in itself, and keeps what they wrote; no model answers a mock.
            Row.of("/portal/apis/*/try", Audience.READERS, Audience.READERS),
            Row.of("/portal/apis/*/mock/**", Audience.READERS, Audience.READERS),
            Row.of("/portal/apis/**", Audience.READERS, Audience.DEVELOPERS),
            Row.of("/portal/products/**", Audience.READERS, Audience.DEVELOPERS),
            Row.of("/portal/docs/**", Audience.READERS, Audience.DEVELOPERS),
            Row.of("/portal/status", Audience.READERS, Audience.DEVELOPERS),
            Row.of("/llms.txt", Audience.READERS, Audience.DEVELOPERS),
            Row.of("/llms-full.txt", Audience.READERS, Audience.DEVELOPERS),
            Row.of("/.well-known/api-catalog", Audience.READERS, Audience.DEVELOPERS));

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final boolean openToReaders;

    /** @param openToReaders whether the catalog can be read without signing in */
    PageAccess(boolean openToReaders) {
        this.openToReaders = openToReaders;
    }

    /** For whom this is; empty where there is nothing at all. */
    Optional<Audience> audience(ServerHttpRequest request) {
        return TABLE.stream()
                .filter(row -> row.pattern().matches(request.getPath().pathWithinApplication()))
                .findFirst()
                .map(row -> READING.contains(request.getMethod()) ? row.reads() : row.changes());
    }

    /** Whether nobody needs to sign in for this. */
    boolean isPublic(Audience audience) {
        return audience == Audience.EVERYBODY || audience == Audience.READERS && openToReaders;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        Optional<Audience> audience = audience(context.getExchange().getRequest());
        if (audience.isEmpty()) {
            return Mono.just(new AuthorizationDecision(false));
        }
        if (isPublic(audience.get())) {
            return Mono.just(new AuthorizationDecision(true));
        }
        Role least = audience.get().least == null ? Role.DEVELOPER : audience.get().least;
        return authentication
                .map(known -> SignedInVisitors.visitor(known)
                        .filter(visitor -> visitor.is(least))
                        .isPresent())
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }
}
