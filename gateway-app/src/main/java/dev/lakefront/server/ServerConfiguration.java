package dev.lakefront.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts the gateway's own handlers into each connection of a caller, and gives draining the time it needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServerProperties.class, DrainProperties.class})
class ServerConfiguration {

    /**
     * What the kernel takes beyond what is on its way. Without a bound it takes megabytes for a caller that reads slowly,
     * and says so in such steps that one who reads would look like one who does not.
     */
    private static final long UNSENT = 128 * 1024;

    /** For what must end after the last call: answers to be written, connections to be closed. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    /** The callers' server only: the management port has its own, in a context of its own. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> callersServer(ServerProperties limits, Callers callers) {
        return factory -> {
            if (factory.getHttp2() != null && factory.getHttp2().isEnabled()) {
                throw new IllegalStateException(
                        "server.http2.enabled: the gateway speaks HTTP/1.1 with callers; let a load balancer in front"
                                + " of it offer HTTP/2.");
            }
            factory.addServerCustomizers(server -> watched(server, limits, callers));
        };
    }

    private static HttpServer watched(HttpServer server, ServerProperties limits, Callers callers) {
        return server.doOnChannelInit((observer, channel, address) -> watch(channel, limits, callers));
    }

    private static void watch(Channel channel, ServerProperties limits, Callers callers) {
        channel.closeFuture().addListener(closed -> callers.disconnected());
        if (!callers.connected(limits.maxConnections())) {
            channel.close();
            return;
        }
        if (channel instanceof EpollSocketChannel linux) {
            linux.config().setTcpNotSentLowAt(UNSENT);
        }
        CallerConnection connection = new CallerConnection(limits, callers, channel);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(NettyPipeline.HttpCodec, "lakefront.socket", new SocketHandler(connection));
        pipeline.addAfter(NettyPipeline.HttpCodec, "lakefront.message", new MessageHandler(connection));
        pipeline.addBefore(NettyPipeline.ReactiveBridge, "lakefront.answer", new AnswerHandler(connection));
    }

    /** Spring Boot's, with a bound of its own for the phase in which the gateway drains. */
    @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
    DefaultLifecycleProcessor lifecycleProcessor(LifecycleProperties lifecycle, DrainProperties drain) {
        DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(
                lifecycle.getTimeoutPerShutdownPhase().toMillis());
        processor.setTimeoutForShutdownPhase(
                Drain.PHASE,
                drain.delay().plus(drain.longest()).plus(AFTERWARDS).toMillis());
        return processor;
    }
}
