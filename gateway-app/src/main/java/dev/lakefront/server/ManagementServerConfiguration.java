package dev.lakefront.server;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Makes the operators' port read on after every answer; it has a server and a context of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@Conditional(ManagementServerConfiguration.InItsOwnContext.class)
class ManagementServerConfiguration {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> operatorsServer() {
        return factory -> factory.addServerCustomizers(ManagementServerConfiguration::readingOn);
    }

    private static HttpServer readingOn(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "lakefront.read-on", new ReadOnHandler()));
    }

    /** The callers' context finds this class too, when it looks for its own. */
    static final class InItsOwnContext implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getBeanFactory() != null && context.getBeanFactory().getParentBeanFactory() != null;
        }
    }
}
