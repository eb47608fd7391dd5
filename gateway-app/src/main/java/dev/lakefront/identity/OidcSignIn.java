package dev.lakefront.identity;

import dev.lakefront.store.BlockingWork;
import java.net.URI;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Signing in and out at an OpenID provider, by authorization code with PKCE and nonce. */
final class OidcSignIn {

    /** Where the way to the provider begins. */
    static final String BEGIN = "/portal/sign-in/with/" + OidcProvider.ID;

    private static final String BACK = "/portal/sign-in/callback";

    private final PublicAddress address;
    private final OidcProvider provider;
    private final VisitorClaims claims;
    private final Duration timeout;

    OidcSignIn(OidcProperties properties, PublicAddress address, BlockingWork work) {
        this.address = address;
        this.provider = new OidcProvider(properties, address.template() + BACK, work);
        this.claims = new VisitorClaims(properties);
        this.timeout = properties.timeout();
    }

    OidcProvider provider() {
        return provider;
    }

    void addTo(ServerHttpSecurity http, PortalSessions sessions, SigningIn signingIn) {
        DefaultServerOAuth2AuthorizationRequestResolver requests = new DefaultServerOAuth2AuthorizationRequestResolver(
                provider, new PathPatternParserServerWebExchangeMatcher("/portal/sign-in/with/{registrationId}"));
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.oauth2Login(login -> login.clientRegistrationRepository(provider)
                        .authorizedClientRepository(new NoAuthorizedClients())
                        .authorizationRequestResolver(requests)
                        .authorizationRequestRepository(new SignInsUnderWay(address))
                        .authenticationMatcher(new PathPatternParserServerWebExchangeMatcher(BACK))
                        .authenticationManager(patient(codeExchange()))
                        .authenticationSuccessHandler(signingIn)
                        .authenticationFailureHandler(signingIn)
                        .securityContextRepository(sessions))
                .addFilterBefore(OidcSignIn::explainAbsence, SecurityWebFiltersOrder.HTTP_BASIC);
    }

    /** At the provider as well, where it knows how; else only here. */
    ServerLogoutSuccessHandler signOut() {
        OidcClientInitiatedServerLogoutSuccessHandler handler =
                new OidcClientInitiatedServerLogoutSuccessHandler(provider);
        handler.setLogoutSuccessUrl(URI.create(LocalPath.HOME.value()));
        handler.setPostLogoutRedirectUri(address.template() + LocalPath.HOME.value());
        return handler;
    }

    private ReactiveAuthenticationManager codeExchange() {
        return new OidcAuthorizationCodeReactiveAuthenticationManager(
                new WebClientReactiveAuthorizationCodeTokenResponseClient(), users());
    }

    private ReactiveOAuth2UserService<OidcUserRequest, OidcUser> users() {
        OidcReactiveOAuth2UserService service = new OidcReactiveOAuth2UserService();
        return request -> service.loadUser(request).map(this::known);
    }

    private OidcUser known(OidcUser user) {
        Visitor visitor = claims.visitor(user.getClaims());
        if (visitor.roles().isEmpty()) {
            throw new SigningIn.NoRole();
        }
        return new OidcVisitor(user, visitor);
    }

    /** What is no answer of the provider's is its absence. */
    private ReactiveAuthenticationManager patient(ReactiveAuthenticationManager manager) {
        return asking -> manager.authenticate(asking)
                .timeout(timeout)
                .onErrorMap(
                        failure -> !(failure instanceof AuthenticationException)
                                && !(failure instanceof OAuth2AuthorizationException),
                        failure -> new AuthenticationServiceException("the provider could not be asked", failure))
                .map(Authentication.class::cast);
    }

    private static Mono<Void> explainAbsence(ServerWebExchange exchange, WebFilterChain chain) {
        String to = exchange.getRequest().getQueryParams().getFirst("to");
        return chain.filter(exchange)
                .onErrorResume(
                        ProviderAway.class,
                        away -> SignInAddress.again(SignInFailure.PROVIDER_AWAY, to)
                                .redirect(exchange));
    }
}
