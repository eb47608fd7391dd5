package dev.lakefront.proxy;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;

/**
 * Puts the gateway's own look-up and filter list into Spring Cloud Gateway's two seams for them.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-gateway/reference/">Spring Cloud Gateway</a>
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxyProperties.class)
class ProxyConfiguration {

    @Bean
    FilteringWebHandler filteringWebHandler() {
        return new WalkingWebHandler();
    }

    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(
            FilteringWebHandler handler, RouteLocator locator, Environment environment, RouteTables tables) {
        return new GatewayHandlerMapping(handler, locator, environment, tables);
    }

    /** Routes are in the {@link RouteTable}; nothing asks a locator for them. */
    @Bean("cachedCompositeRouteLocator")
    @Primary
    RouteLocator cachedCompositeRouteLocator() {
        return Flux::empty;
    }

    @Bean
    Walk.Steps steps(
            MeterStep meter,
            ProblemStep problems,
            ModelStep model,
            KeyStep key,
            LimitStep limits,
            PolicyStep policies,
            AdmitStep admit,
            RetryStep retry,
            CredentialStep credential,
            CallStep call) {
        return new Walk.Steps(meter, problems, model, key, limits, policies, admit, retry, credential, call);
    }
}
