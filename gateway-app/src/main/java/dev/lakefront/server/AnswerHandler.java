package dev.lakefront.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;

/** Sees each answer before Reactor Netty decides whether the connection lives on: some are the last. */
final class AnswerHandler extends ChannelOutboundHandlerAdapter {

    private final CallerConnection connection;

    AnswerHandler(CallerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                && connection.isLastAnswer()) {
            HttpUtil.setKeepAlive(response, false);
        }
        context.write(message, promise);
    }
}
