package dev.lakefront.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Reads on after every answer. Reactor Netty 1.3 forgets to after a request that it had put aside, because the one before was
 * answered from another thread, and that was answered at once. Where it does not forget, asking twice changes nothing.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">its issue 4361</a>
 */
final class ReadOnHandler extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent) {
            context.write(
                    message,
                    promise.unvoid().addListener(written -> context.channel().read()));
        } else {
            context.write(message, promise);
        }
    }
}
