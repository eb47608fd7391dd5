package dev.lakefront.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What was asked of the provider and not answered yet. Found again by the request's state together with a cookie of the
 * browser that began, so that nobody's answer can be slipped to somebody else.
 *
 * <p>Not in sessions: anybody can begin, as often as they like, and there are only so many sessions.
 */
final class SignInsUnderWay implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private record UnderWay(
            OAuth2AuthorizationRequest request, @Nullable LocalPath to) {}

    private final Cache<String, UnderWay> underWay =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final StringKeyGenerator names =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);
    private final PublicAddress address;
    private final String cookie;

    SignInsUnderWay(PublicAddress address) {
        this.address = address;
        this.cookie = address.cookie("lakefront-sign-in");
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        if (request == null) {
            return removeAuthorizationRequest(exchange).then();
        }
        return Mono.fromRunnable(() -> {
            String browser = browser(exchange).orElseGet(names::generateKey);
            LocalPath to = LocalPath.of(exchange.getRequest().getQueryParams().getFirst("to"))
                    .orElse(null);
            underWay.put(browser + request.getState(), new UnderWay(request, to));
            exchange.getResponse()
                    .addCookie(ResponseCookie.from(cookie, browser)
                            .path("/")
                            .httpOnly(true)
                            .sameSite("Lax")
                            .secure(address.isEncrypted(exchange))
                            .maxAge(LONGEST)
                            .build());
        });
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> key(exchange).map(underWay::getIfPresent).orElse(null))
                .map(UnderWay::request);
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.fromSupplier(
                        () -> key(exchange).map(underWay.asMap()::remove).orElse(null))
                .doOnNext(found -> {
                    if (found.to() != null) {
                        exchange.getAttributes().put(LocalPath.class.getName(), found.to());
                    }
                })
                .map(UnderWay::request);
    }

    /** The page to come back to, of a sign-in whose request was removed in this exchange. */
    static @Nullable LocalPath to(ServerWebExchange exchange) {
        return exchange.getAttribute(LocalPath.class.getName());
    }

    private Optional<String> key(ServerWebExchange exchange) {
        String state = exchange.getRequest().getQueryParams().getFirst("state");
        return browser(exchange).filter(any -> state != null).map(browser -> browser + state);
    }

    private Optional<String> browser(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(cookie))
                .map(HttpCookie::getValue)
                .filter(value -> value.length() >= 40);
    }
}
