package dev.lakefront.identity;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.security.Principal;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers those who may not see a page: strangers are asked to sign in, and whoever has signed in finds that there is no
 * such page, because nobody needs to know of pages that are not theirs.
 */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private final PageAccess access;
    private final RefusalPage page;
    private final ServerSecurityContextRepository sessions;

    Refusals(PageAccess access, RefusalPage page, ServerSecurityContextRepository sessions) {
        this.access = access;
        this.page = page;
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException stranger) {
        ServerHttpRequest request = exchange.getRequest();
        if (access.audience(request).isEmpty()) {
            return notFound(exchange);
        }
        boolean read = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        LocalPath signIn = SignInAddress.before(read ? LocalPath.of(exchange) : Optional.empty());
        if (request.getHeaders().containsHeader("HX-Request")) {
            // A redirect would be followed by the script, and the sign-in page put into the middle of this one.
            exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
            exchange.getResponse().getHeaders().set("HX-Redirect", signIn.value());
            return exchange.getResponse().setComplete();
        }
        if (read || isBrowsing(request)) {
            return signIn.redirect(exchange);
        }
        return Mono.error(
                new GatewayProblem(ProblemType.SIGN_IN_REQUIRED, "Sign in at " + SignInAddress.PATH + " first."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return notFound(exchange);
    }

    /** For a form without its token, or with that of another browser. */
    Mono<Void> form(ServerWebExchange exchange, AccessDeniedException denied) {
        // Forms are looked at before anybody has asked who sends them; the page says who is signed in all the same.
        Mono<Principal> visitor = sessions.load(exchange).<Principal>mapNotNull(SecurityContext::getAuthentication);
        return page.show(
                exchange.mutate().principal(visitor).build(),
                new GatewayProblem(
                        ProblemType.FORM_EXPIRED,
                        "This form is not one that the portal gave to this browser, or it is too old. Nothing was"
                                + " changed. Go back, reload the page and send it again."));
    }

    private static boolean isBrowsing(ServerHttpRequest request) {
        return request.getHeaders().getAccept().stream()
                .anyMatch(type -> type.isCompatibleWith(MediaType.TEXT_HTML) && type.isConcrete());
    }

    private Mono<Void> notFound(ServerWebExchange exchange) {
        return page.show(exchange, new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
