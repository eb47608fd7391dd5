package dev.lakefront.identity;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads signed tokens of the portal's identity provider that were made for this gateway. Its keys are fetched when the first
 * token comes.
 */
@Component
@ConditionalOnPortal
class ProviderTokens implements BearerTokens {

    private final VisitorClaims claims;
    private final Duration timeout;
    private final @Nullable ReactiveJwtDecoder decoder;

    ProviderTokens(PortalProperties properties) {
        OidcProperties oidc = properties.oidc();
        claims = new VisitorClaims(oidc);
        timeout = oidc.timeout();
        decoder = oidc.isConfigured() ? decoder(oidc) : null;
    }

    private static ReactiveJwtDecoder decoder(OidcProperties oidc) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withIssuerLocation(oidc.issuer()).build();
        JwtClaimValidator<Object> audience = new JwtClaimValidator<>(
                JwtClaimNames.AUD,
                aud -> aud instanceof Collection<?> several && several.contains(oidc.tokenAudience()));
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(oidc.issuer()), audience));
        return decoder;
    }

    @Override
    public boolean areAccepted() {
        return decoder != null;
    }

    @Override
    public Mono<Visitor> visitor(String token) {
        if (decoder == null) {
            return Mono.empty();
        }
        return decoder.decode(token)
                .timeout(timeout)
                .map(jwt -> claims.visitor(jwt.getClaims()))
                .onErrorResume(BadJwtException.class, bad -> Mono.empty())
                .onErrorMap(away -> new GatewayProblem(
                        ProblemType.IDENTITY_PROVIDER_UNAVAILABLE,
                        "The identity provider could not be asked for the keys that prove this token. Try again later.",
                        away));
    }
}
