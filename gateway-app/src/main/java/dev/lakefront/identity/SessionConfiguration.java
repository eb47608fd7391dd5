package dev.lakefront.identity;

import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

/**
 * Keeps sessions in memory, a bounded number of them. Only signing in makes one, so strangers cannot use the places up.
 * Calls of APIs never ask for one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPortal
class SessionConfiguration {

    static final String COOKIE = "lakefront-session";

    @Bean
    WebSessionManager webSessionManager(InMemoryWebSessionStore store, PublicAddress address) {
        CookieWebSessionIdResolver cookies = new CookieWebSessionIdResolver();
        cookies.setCookieName(address.cookie(COOKIE));
        cookies.addCookieInitializer(cookie -> {
            cookie.path("/").httpOnly(true).sameSite("Lax");
            if (address.isEncrypted()) {
                cookie.secure(true);
            }
        });
        DefaultWebSessionManager sessions = new DefaultWebSessionManager();
        sessions.setSessionIdResolver(cookies);
        sessions.setSessionStore(store);
        return sessions;
    }

    @Bean
    InMemoryWebSessionStore sessionStore(PortalProperties properties) {
        PortalProperties.Session session = properties.session();
        InMemoryWebSessionStore store = new InMemoryWebSessionStore() {
            @Override
            public Mono<WebSession> createWebSession() {
                return super.createWebSession().doOnNext(made -> made.setMaxIdleTime(session.idleTimeout()));
            }
        };
        store.setMaxSessions(session.max());
        return store;
    }
}
