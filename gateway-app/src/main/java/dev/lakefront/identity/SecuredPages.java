package dev.lakefront.identity;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Leads requests to pages, and to nothing else, through Spring Security. */
@Component
@ConditionalOnPortal
class SecuredPages extends GuardedPaths {

    /** All that people see, and what says in one file what they would see. */
    static final List<String> PATHS = List.of("/portal/**", "/llms.txt", "/llms-full.txt", "/.well-known/api-catalog");

    /** By this name Reactor finds in a context who takes errors that come after the one that was told. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private final WebFilterChainProxy security;
    private final RefusalPage refusal;

    SecuredPages(
            ObjectProvider<DispatcherHandler> dispatcher, List<SecurityWebFilterChain> chains, RefusalPage refusal) {
        super(dispatcher, PATHS);
        security = new WebFilterChainProxy(chains);
        this.refusal = refusal;
    }

    @Override
    protected Mono<Void> guard(ServerWebExchange exchange, WebFilterChain chain) {
        return security.filter(exchange, chain)
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> refusal.show(
                                exchange,
                                new GatewayProblem(
                                        ProblemType.BODY_TOO_LARGE,
                                        "A form of the portal takes no more than 256 KB. Send larger bodies with your"
                                                + " own client, or with JavaScript on.")))
                // Each further piece of such a form fails once more: anybody could fill the log.
                .contextWrite(Context.of(DROPPED, (Consumer<Throwable>) SecuredPages::dropped));
    }

    private static void dropped(Throwable failure) {
        if (!(failure instanceof DataBufferLimitException)) {
            Operators.onErrorDropped(failure, Context.empty());
        }
    }

    /** Takes away the filter that Spring Security puts in front of every request: calls of APIs are none of its business. */
    @Bean
    static BeanFactoryPostProcessor noSecurityInFrontOfCalls() {
        return beans -> {
            for (String filter : beans.getBeanNamesForType(WebFilterChainProxy.class, true, false)) {
                ((BeanDefinitionRegistry) beans).removeBeanDefinition(filter);
            }
        };
    }
}
