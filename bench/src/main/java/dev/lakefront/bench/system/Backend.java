package dev.lakefront.bench.system;

import dev.lakefront.bench.wire.Bodies;
import dev.lakefront.bench.wire.MessageReader;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The model server behind every system: answers as each request wishes ({@link Bodies.Wish}), after it has read the
 * whole body. An answer before the body's end would make proxies drop the connection and measure connects instead.
 *
 * <p>{@code GET /bench/counts} tells how many connections and requests it has seen.
 */
public final class Backend {

    private static final byte[] EVENTS_HEAD = ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
    private static final int SMALL = 16_384;

    /** By length; for the one event loop, and for as long as the process lives. */
    private final Map<Integer, ByteBuf> answers = new HashMap<>();

    private final AtomicLong connects = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    private Backend() {}

    /** @param arguments the port */
    public static void main(String... arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        Backend backend = new Backend();
        // One thread: it answers far more than any gateway here can ask, and leaves the cores to those.
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(backend.new Conversation());
                    }
                })
                .bind("127.0.0.1", port)
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** One connection; confined to its event loop. */
    private final class Conversation extends ChannelInboundHandlerAdapter implements MessageReader.Listener {

        private final MessageReader reader = new MessageReader(this);
        private final byte[] start = new byte[Bodies.WISH_LENGTH];
        private int received;
        private String requestLine = "";
        private ChannelHandlerContext context;

        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            connects.incrementAndGet();
        }

        @Override
        public void channelRead(ChannelHandlerContext active, Object message) {
            ByteBuf in = (ByteBuf) message;
            try {
                reader.read(in);
            } finally {
                in.release();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
            // Peers reset connections when a load ends.
            if (!(cause instanceof IOException)) {
                cause.printStackTrace();
            }
            active.close();
        }

        @Override
        public void head(String startLine) {
            requestLine = startLine;
            received = 0;
        }

        @Override
        public void body(ByteBuf part) {
            if (received < start.length) {
                int length = Math.min(start.length - received, part.readableBytes());
                part.getBytes(part.readerIndex(), start, received, length);
            }
            received += part.readableBytes();
        }

        @Override
        public void end() {
            if (requestLine.startsWith("POST") && received >= start.length) {
                requests.incrementAndGet();
                answer(Bodies.wish(start));
            } else if (requestLine.startsWith("GET /bench/counts ")) {
                plain("200 OK", "{\"connects\":" + connects + ",\"requests\":" + requests + "}");
            } else {
                plain("404 Not Found", "{}");
            }
        }

        private void plain(String status, String json) {
            context.writeAndFlush(Unpooled.wrappedBuffer(ascii("HTTP/1.1 " + status
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)));
        }

        private void answer(Bodies.Wish wish) {
            if (wish.chunks() > 0) {
                context.write(Unpooled.wrappedBuffer(EVENTS_HEAD));
                events(wish, 0);
            } else if (wish.delayMillis() > 0) {
                ByteBuf whole = whole(wish);
                context.executor()
                        .schedule(() -> context.writeAndFlush(whole), wish.delayMillis(), TimeUnit.MILLISECONDS);
            } else {
                context.writeAndFlush(whole(wish));
            }
        }

        private ByteBuf whole(Bodies.Wish wish) {
            ByteBuf template = answers.computeIfAbsent(wish.answerBytes(), Conversation::template);
            int id = template.writerIndex() - wish.answerBytes() + Bodies.ID_AT;
            if (template.readableBytes() <= SMALL) {
                ByteBuf answer = context.alloc().directBuffer(template.readableBytes());
                return answer.writeBytes(template, 0, template.readableBytes())
                        .setBytes(id, start, Bodies.ID_AT, Bodies.ID_LENGTH);
            }
            // One answer at a time is under way on a connection, so the rest of a large one can be shared.
            ByteBuf beginning = context.alloc().directBuffer(id + Bodies.ID_LENGTH);
            beginning.writeBytes(template, 0, id).writeBytes(start, Bodies.ID_AT, Bodies.ID_LENGTH);
            int rest = id + Bodies.ID_LENGTH;
            return context.alloc()
                    .compositeBuffer(2)
                    .addComponents(true, beginning, template.slice(rest, template.writerIndex() - rest));
        }

        private static ByteBuf template(int bytes) {
            byte[] head =
                    ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n");
            return Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(head.length + bytes).writeBytes(head).writeBytes(Bodies.answer(bytes)));
        }

        private void events(Bodies.Wish wish, int index) {
            if (!context.channel().isActive()) {
                return;
            }
            byte[] event =
                    ascii("data: {\"i\":%04d,\"t\":%019d,\"token\":\"lake\"}%n%n".formatted(index, System.nanoTime()));
            context.write(
                    Unpooled.wrappedBuffer(ascii(Integer.toHexString(event.length) + "\r\n"), event, ascii("\r\n")));
            if (index + 1 == wish.chunks()) {
                context.writeAndFlush(Unpooled.wrappedBuffer(LAST_CHUNK));
                return;
            }
            context.flush();
            context.executor().schedule(() -> events(wish, index + 1), wish.delayMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
