package dev.lakefront.identity;

import dev.lakefront.store.ConditionalOnPortal;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/** Sign-in to the portal, and what each page asks of its visitor. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@ConditionalOnPortal
class PortalSecurity {

    @Bean
    SecurityWebFilterChain portalChain(ServerHttpSecurity http) {
        RedirectServerLogoutSuccessHandler home = new RedirectServerLogoutSuccessHandler();
        home.setLogoutSuccessUrl(URI.create("/portal"));
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/portal/**"))
                .authorizeExchange(access -> access.pathMatchers("/portal/admin/**")
                        .hasRole(Role.APPROVER.name())
                        .pathMatchers(
                                "/portal/keys/**",
                                "/portal/subscriptions/**",
                                "/portal/products/*/subscribe",
                                "/portal/usage/**",
                                "/portal/requests/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .formLogin(form -> form.loginPage("/portal/sign-in")
                        .authenticationSuccessHandler(new RedirectServerAuthenticationSuccessHandler("/portal")))
                .logout(logout -> logout.logoutUrl("/portal/sign-out").logoutSuccessHandler(home))
                .build();
    }

    @Bean
    MapReactiveUserDetailsService localUsers() {
        return new MapReactiveUserDetailsService(
                user("demo", Role.DEVELOPER), user("approver", Role.APPROVER), user("admin", Role.ADMINISTRATOR));
    }

    private static org.springframework.security.core.userdetails.UserDetails user(String name, Role... roles) {
        String[] words = new String[roles[0].ordinal() + 1];
        for (Role role : Role.values()) {
            if (role.ordinal() < words.length) {
                words[role.ordinal()] = role.name();
            }
        }
        return User.withUsername(name).password("{noop}" + name).roles(words).build();
    }
}
