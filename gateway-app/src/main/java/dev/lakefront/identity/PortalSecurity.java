package dev.lakefront.identity;

import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfServerLogoutHandler;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import reactor.core.publisher.Mono;

/**
 * Sign-in to the portal, and what protects its pages: {@link PageAccess} says who may see which, {@link PageHeaders} what
 * browsers may do with them, and every change needs a token that only our own pages have.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(PortalProperties.class)
@ConditionalOnPortal
class PortalSecurity {

    @Bean
    PublicAddress publicAddress(PortalProperties properties) {
        return new PublicAddress(properties.url());
    }

    @Bean
    SecurityWebFilterChain portalChain(
            ServerHttpSecurity http,
            PortalProperties properties,
            PublicAddress address,
            LocalUsers users,
            InMemoryWebSessionStore store,
            BlockingWork work,
            RefusalPage refusal,
            ObjectProvider<SignOutListener> listeners,
            InstantSource clock) {
        PageAccess access = new PageAccess(properties.open());
        ServerCsrfTokenRepository forms = formTokens(address);
        SigningIn signingIn = new SigningIn(forms);
        PortalSessions sessions = new PortalSessions(store, properties.session().lifetime(), users, clock);
        OidcSignIn oidc = properties.oidc().isConfigured() ? new OidcSignIn(properties.oidc(), address, work) : null;
        if (oidc == null) {
            addDemoSignIn(http, users, sessions, signingIn);
        } else {
            oidc.addTo(http, sessions, signingIn);
        }
        addProtection(http, access, new Refusals(access, refusal, sessions), forms);
        return http.securityContextRepository(sessions)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .addFilterAt(
                        new HttpHeaderWriterWebFilter(new PageHeaders(
                                access,
                                address,
                                () -> oidc == null
                                        ? Optional.empty()
                                        : oidc.provider().signOutOrigin())),
                        SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
                .logout(logout -> logout.requiresLogout(post("/portal/sign-out"))
                        .logoutHandler(new DelegatingServerLogoutHandler(
                                telling(listeners),
                                new SecurityContextServerLogoutHandler(),
                                new WebSessionServerLogoutHandler(),
                                new CsrfServerLogoutHandler(forms)))
                        .logoutSuccessHandler(signOut(oidc)))
                .build();
    }

    private static void addProtection(
            ServerHttpSecurity http, PageAccess access, Refusals refusals, ServerCsrfTokenRepository forms) {
        http.authorizeExchange(pages -> pages.anyExchange().access(access))
                .csrf(csrf -> csrf.csrfTokenRepository(forms).accessDeniedHandler(refusals::form))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                // The page to come back to stands in the address; a saved request would make a session of any stranger.
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()));
    }

    private static void addDemoSignIn(
            ServerHttpSecurity http, LocalUsers users, PortalSessions sessions, SigningIn signingIn) {
        http.formLogin(form -> form.loginPage(SignInAddress.PATH)
                .requiresAuthenticationMatcher(post(SignInAddress.PATH))
                .authenticationManager(users)
                .authenticationSuccessHandler(signingIn)
                .authenticationFailureHandler(signingIn)
                .securityContextRepository(sessions));
    }

    private static ServerLogoutSuccessHandler signOut(@Nullable OidcSignIn oidc) {
        if (oidc != null) {
            return oidc.signOut();
        }
        RedirectServerLogoutSuccessHandler home = new RedirectServerLogoutSuccessHandler();
        home.setLogoutSuccessUrl(URI.create(LocalPath.HOME.value()));
        return home;
    }

    private static ServerLogoutHandler telling(ObjectProvider<SignOutListener> listeners) {
        return (filters, known) -> Mono.fromRunnable(() -> SignedInVisitors.visitor(known)
                .ifPresent(visitor -> listeners.forEach(listener -> listener.signedOut(visitor))));
    }

    private static ServerWebExchangeMatcher post(String path) {
        return new PathPatternParserServerWebExchangeMatcher(path, HttpMethod.POST);
    }

    /** In a cookie, so that reading a page makes no session. Scripts read the token from the page, not from the cookie. */
    private static ServerCsrfTokenRepository formTokens(PublicAddress address) {
        CookieServerCsrfTokenRepository tokens = new CookieServerCsrfTokenRepository();
        tokens.setCookieName(address.cookie("lakefront-form"));
        tokens.setHeaderName("X-CSRF-Token");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> {
            cookie.httpOnly(true).sameSite("Lax");
            if (address.isEncrypted()) {
                cookie.secure(true);
            }
        });
        return tokens;
    }
}
