package dev.lakefront.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** Stands between the socket and the decoder: notes when bytes come and go, and lets refused callers read why. */
final class SocketHandler extends ChannelDuplexHandler {

    private final CallerConnection connection;
    private boolean lingering;

    SocketHandler(CallerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection.opened();
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.closed();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
            return;
        }
        connection.received(message instanceof ByteBuf bytes && isBlank(bytes));
        context.fireChannelRead(message);
    }

    /** An empty line after a request is not the beginning of another (RFC 9112, section 2.2). */
    private static boolean isBlank(ByteBuf bytes) {
        return bytes.readableBytes() <= 2 && bytes.forEachByte(value -> value == '\r' || value == '\n') < 0;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.receivedAll();
        context.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext context) {
        connection.wants();
        context.read();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            connection.writes(bytes.readableBytes());
        }
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        connection.flushed();
    }

    /** A socket that is closed with bytes unread resets the connection, and the caller may never see its answer. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        boolean encrypted = context.pipeline().get(SslHandler.class) != null;
        if (lingering) {
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else if (!encrypted
                && connection.lingers()
                && context.channel() instanceof DuplexChannel channel
                && channel.isActive()) {
            lingering = true;
            channel.shutdownOutput();
            channel.config().setAutoRead(true);
            context.executor()
                    .schedule(() -> context.close(promise), CallerConnection.lingerNanos(), TimeUnit.NANOSECONDS);
        } else {
            context.close(promise);
        }
    }
}
