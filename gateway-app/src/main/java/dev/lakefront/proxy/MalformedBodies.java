package dev.lakefront.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.AttributeKey;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Notices a chunked body that breaks its own framing. The server underneath answers it with 400 and ends the body there
 * as if it were whole; without this a model server would get, and charge for, the beginning of it.
 */
@Component
final class MalformedBodies implements NettyServerCustomizer {

    private static final AttributeKey<Boolean> SEEN = AttributeKey.valueOf(MalformedBodies.class, "seen");

    private static final String NAME = "lakefront.malformedBodies";

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new Notice());
            }
        });
    }

    /** Whether the body that was read last on this connection ended in a mistake; nothing follows it there. */
    static boolean endedOn(Channel channel) {
        return channel.attr(SEEN).get() != null;
    }

    private static final class Notice extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpContent content
                    && content.decoderResult().isFailure()) {
                context.channel().attr(SEEN).set(true);
            }
            context.fireChannelRead(message);
        }
    }
}
