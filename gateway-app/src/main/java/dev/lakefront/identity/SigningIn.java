package dev.lakefront.identity;

import java.util.Objects;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a browser goes once somebody has signed in, or could not. */
final class SigningIn implements ServerAuthenticationSuccessHandler, ServerAuthenticationFailureHandler {

    private final ServerCsrfTokenRepository forms;

    SigningIn(ServerCsrfTokenRepository forms) {
        this.forms = forms;
    }

    /** To the page that asked for it. Forms from before get no further: whoever planted their token is left behind. */
    @Override
    public Mono<Void> onAuthenticationSuccess(WebFilterExchange filters, Authentication known) {
        ServerWebExchange exchange = filters.getExchange();
        return forms.saveToken(exchange, null)
                .then(to(exchange))
                .flatMap(to -> LocalPath.of(to).orElse(LocalPath.HOME).redirect(exchange));
    }

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange filters, AuthenticationException failure) {
        ServerWebExchange exchange = filters.getExchange();
        return to(exchange)
                .flatMap(to -> SignInAddress.again(reason(failure), to).redirect(exchange));
    }

    private static SignInFailure reason(AuthenticationException failure) {
        return switch (failure) {
            case NoRole noRole -> SignInFailure.NO_ROLE;
            case BadCredentialsException wrong -> SignInFailure.PASSWORD;
            case AuthenticationServiceException away -> SignInFailure.PROVIDER_AWAY;
            default -> SignInFailure.REFUSED;
        };
    }

    /** What the form or the way to the provider carried along; empty text for nothing. */
    private static Mono<String> to(ServerWebExchange exchange) {
        LocalPath kept = SignInsUnderWay.to(exchange);
        if (kept != null) {
            return Mono.just(kept.value());
        }
        ServerHttpRequest request = exchange.getRequest();
        return exchange.getFormData()
                .map(form -> Optional.ofNullable(form.getFirst("to"))
                        .or(() -> Optional.ofNullable(request.getQueryParams().getFirst("to")))
                        .orElse(""))
                .map(Objects::requireNonNull)
                .defaultIfEmpty("");
    }

    /** Somebody whom the provider knows and this portal has no use for. */
    static final class NoRole extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        NoRole() {
            super("no claim gives a role");
        }
    }
}
