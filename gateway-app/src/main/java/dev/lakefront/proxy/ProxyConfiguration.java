package dev.lakefront.proxy;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Wires the part of Spring Cloud Gateway that the gateway is built on: its handler mapping and its web handler, each with
 * what is our own in it. Its auto-configuration, with all the stock filters, is switched off.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-gateway/reference/">Spring Cloud Gateway</a>
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProxyProperties.class, TrustedProxies.class})
class ProxyConfiguration {

    @Bean
    FilteringWebHandler filteringWebHandler() {
        return new WalkingWebHandler();
    }

    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(
            FilteringWebHandler handler, Environment environment, RouteTables tables) {
        return new GatewayHandlerMapping(handler, environment, tables);
    }
}
