package dev.lakefront.identity;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A page at every path of the portal that the portal itself does not serve yet, and a count of how often security is asked. */
class ProbePages {

    static final String CONTENT = "probe-page-content";

    static final AtomicInteger ASKED = new AtomicInteger();

    @Bean
    RouterFunction<ServerResponse> probes() {
        return request -> {
            String path = request.requestPath().pathWithinApplication().value();
            boolean own = path.equals("/portal") || path.matches("/portal/(sign-|assets).*");
            boolean probed = SecuredPages.PATHS.stream()
                    .map(org.springframework.web.util.pattern.PathPatternParser.defaultInstance::parse)
                    .anyMatch(pattern -> pattern.matches(request.requestPath().pathWithinApplication()));
            return probed && !own
                    ? Mono.just(asked -> ServerResponse.ok()
                            .header("Cache-Control", "max-age=600")
                            .bodyValue(CONTENT))
                    : Mono.empty();
        };
    }

    @Bean
    static BeanPostProcessor counting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof SecurityWebFilterChain chain ? new Counting(chain) : bean;
            }
        };
    }

    private record Counting(SecurityWebFilterChain chain) implements SecurityWebFilterChain {

        @Override
        public Mono<Boolean> matches(ServerWebExchange exchange) {
            ASKED.incrementAndGet();
            return chain.matches(exchange);
        }

        @Override
        public Flux<WebFilter> getWebFilters() {
            ASKED.incrementAndGet();
            return chain.getWebFilters();
        }
    }
}
