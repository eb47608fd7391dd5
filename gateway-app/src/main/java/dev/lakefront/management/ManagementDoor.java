package dev.lakefront.management;

import dev.lakefront.identity.BearerTokens;
import dev.lakefront.identity.GuardedPaths;
import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitor;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.subscription.KeyDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets administrators into the management API, and nobody else: by the administrator key, or by a token of the portal's
 * identity provider that gives them the role. No cookie counts here, so no other site can make a browser do anything.
 */
@Component
@EnableConfigurationProperties(ManagementProperties.class)
class ManagementDoor extends GuardedPaths {

    static final String DESCRIPTION = "/management/v1/openapi.json";

    private static final Visitor KEY_HOLDER =
            new Visitor("administrator-key", "Administrator key", null, Set.of(Role.ADMINISTRATOR));

    private final ManagementProperties properties;
    private final ObjectProvider<BearerTokens> tokens;

    ManagementDoor(
            ObjectProvider<DispatcherHandler> dispatcher,
            ManagementProperties properties,
            ObjectProvider<BearerTokens> tokens) {
        super(dispatcher, List.of("/management/**"));
        this.properties = properties;
        this.tokens = tokens;
    }

    @Override
    protected Mono<Void> guard(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().equals(DESCRIPTION)) {
            return chain.filter(exchange);
        }
        Optional<BearerTokens> accepted =
                Optional.ofNullable(tokens.getIfAvailable()).filter(BearerTokens::areAccepted);
        if (properties.digest().isEmpty() && accepted.isEmpty()) {
            return Mono.error(new GatewayProblem(
                    ProblemType.MANAGEMENT_FORBIDDEN,
                    "The management API is closed: neither lakefront.management.administrator-key nor an identity"
                            + " provider (lakefront.portal.oidc.issuer) is set."));
        }
        String token = token(exchange);
        return visitor(token, accepted)
                .switchIfEmpty(Mono.error(() -> unknown(token)))
                .flatMap(visitor -> visitor.is(Role.ADMINISTRATOR)
                        ? chain.filter(exchange.mutate()
                                .principal(Mono.just(
                                        UsernamePasswordAuthenticationToken.authenticated(visitor, null, List.of())))
                                .build())
                        : Mono.error(forbidden()));
    }

    private Mono<Visitor> visitor(String token, Optional<BearerTokens> accepted) {
        if (token.isEmpty()) {
            return Mono.empty();
        }
        KeyDigest sent = KeyDigest.of(token);
        return properties.digest().filter(sent::equals).isPresent()
                ? Mono.just(KEY_HOLDER)
                : accepted.map(known -> known.visitor(token)).orElseGet(Mono::empty);
    }

    /** Empty text for none. */
    private static String token(ServerWebExchange exchange) {
        String sent = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return sent != null && sent.regionMatches(true, 0, "Bearer ", 0, 7)
                ? sent.substring(7).strip()
                : "";
    }

    private static GatewayProblem unknown(String token) {
        return new GatewayProblem(
                        ProblemType.MANAGEMENT_UNAUTHENTICATED,
                        "Send the administrator key, or an access token of the identity provider, as a bearer token.")
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"lakefront\"" + (token.isEmpty() ? "" : ", error=\"invalid_token\""));
    }

    private static GatewayProblem forbidden() {
        return new GatewayProblem(
                        ProblemType.MANAGEMENT_FORBIDDEN,
                        "This needs the role administrator, which your token does not give.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"lakefront\", error=\"insufficient_scope\"");
    }
}
