package dev.lakefront.bench.load;

import dev.lakefront.bench.wire.Bodies;
import dev.lakefront.bench.wire.MessageReader;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one load from one event loop and checks every answer.
 *
 * <p>In an open loop the times of sending are fixed beforehand. A call whose time has come while all connections are busy
 * waits, and its wait counts: latency runs from the intended time, so a stall of the system is seen by every call that it
 * held up (no coordinated omission).
 */
public final class LoadGenerator implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    /** Blocks until the load has ended; never longer than its time, its grace and the time to connect. */
    public Outcome run(Plan plan) throws InterruptedException {
        Load load = new Load(plan, group.next());
        try {
            load.connect();
            return load.ended.get(plan.time().plus(Plan.GRACE).toMillis() + 2_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the load did not end by itself", failed);
        } finally {
            load.disconnect();
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One load; everything but its beginning and end happens on the event loop. */
    private final class Load {

        private final Plan plan;
        private final EventLoop loop;
        private final Requests requests;
        private final ByteBuf expected;
        private final Outcome outcome = new Outcome();
        private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
        private final List<Channel> channels = new ArrayList<>();
        private final ArrayDeque<Connection> idle = new ArrayDeque<>();
        private final ArrayDeque<Long> due = new ArrayDeque<>();
        private long start;
        private long finish;
        private long sent;
        private int underWay;
        private boolean allSent;
        private boolean closing;

        Load(Plan plan, EventLoop loop) {
            this.plan = plan;
            this.loop = loop;
            this.requests = new Requests(plan);
            this.expected = Unpooled.wrappedBuffer(Bodies.answer(plan.wish().answerBytes()));
        }

        void connect() throws InterruptedException {
            for (int i = 0; i < plan.connections(); i++) {
                channels.add(open().sync().channel());
            }
            loop.execute(this::begin);
        }

        private ChannelFuture open() {
            return new Bootstrap()
                    .group(group)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new Connection(Load.this));
                        }
                    })
                    .connect("127.0.0.1", plan.port());
        }

        void disconnect() {
            closing = true;
            loop.submit(() -> List.copyOf(channels).forEach(Channel::close)).awaitUninterruptibly();
            loop.submit(requests::close).awaitUninterruptibly();
        }

        private void begin() {
            start = System.nanoTime();
            finish = start + plan.time().toNanos();
            channels.forEach(channel -> idle.add(channel.pipeline().get(Connection.class)));
            loop.schedule(this::giveUp, plan.time().plus(Plan.GRACE).toMillis(), TimeUnit.MILLISECONDS);
            if (plan.open()) {
                tick();
            } else {
                List<Connection> all = List.copyOf(idle);
                idle.clear();
                all.forEach(connection -> send(connection, System.nanoTime()));
            }
        }

        /** Sends what is due and comes back when the next is. */
        private void tick() {
            long now = System.nanoTime();
            double interval = 1e9 / plan.rate();
            long next = start + (long) (sent * interval);
            while (next <= now && next < finish) {
                sent++;
                Connection free = idle.poll();
                if (free == null) {
                    due.add(next);
                } else {
                    send(free, next);
                }
                next = start + (long) (sent * interval);
            }
            if (next < finish) {
                loop.schedule(this::tick, Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
            } else {
                allSent = true;
                endWhenQuiet();
            }
        }

        private void send(Connection connection, long intended) {
            underWay++;
            outcome.sentLate(System.nanoTime() - intended);
            connection.send(requests, intended);
        }

        void answered(Connection connection, long intended, @Nullable String flaw, long now) {
            underWay--;
            if (flaw != null) {
                outcome.failed(flaw);
            } else {
                outcome.completed();
                Outcome.record(outcome.latency, now - intended);
            }
            outcome.took(now - start);
            next(connection, now);
        }

        private void next(Connection connection, long now) {
            if (!plan.open() && now < finish) {
                send(connection, now);
                return;
            }
            Long waiting = due.poll();
            if (waiting != null) {
                send(connection, waiting);
                return;
            }
            idle.add(connection);
            endWhenQuiet();
        }

        /** A connection ended before its answer did, or while it was idle. */
        void lost(Connection connection, boolean callUnderWay) {
            idle.remove(connection);
            if (closing || ended.isDone()) {
                return;
            }
            if (callUnderWay) {
                underWay--;
                outcome.failed("connection lost");
            }
            if (System.nanoTime() < finish) {
                open().addListener((ChannelFuture opened) -> reconnected(opened));
            } else {
                endWhenQuiet();
            }
        }

        private void reconnected(ChannelFuture opened) {
            if (!opened.isSuccess()) {
                outcome.failed("connection refused");
                endWhenQuiet();
                return;
            }
            channels.add(opened.channel());
            next(opened.channel().pipeline().get(Connection.class), System.nanoTime());
        }

        private void endWhenQuiet() {
            if (underWay == 0 && due.isEmpty() && (allSent || !plan.open() && System.nanoTime() >= finish)) {
                ended.complete(outcome);
            }
        }

        private void giveUp() {
            if (!ended.isDone()) {
                for (int i = 0; i < underWay + due.size(); i++) {
                    outcome.failed("no answer in time");
                }
                outcome.took(finish - start);
                ended.complete(outcome);
            }
        }
    }

    /** One connection with at most one call under way. */
    private static final class Connection extends ChannelInboundHandlerAdapter implements MessageReader.Listener {

        private final Load load;
        private final MessageReader reader = new MessageReader(this);
        private final byte[] id = new byte[Bodies.ID_LENGTH];
        private final Answers answers;
        private @Nullable ChannelHandlerContext context;
        private long intended;
        private boolean busy;

        Connection(Load load) {
            this.load = load;
            this.answers = new Answers(load.plan.wish(), load.outcome, load.expected, id);
        }

        void send(Requests requests, long intendedAt) {
            intended = intendedAt;
            busy = true;
            ChannelHandlerContext active = Objects.requireNonNull(context);
            active.writeAndFlush(requests.next(active.alloc(), id), active.voidPromise());
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
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
        public void channelInactive(ChannelHandlerContext inactive) {
            boolean cut = busy;
            busy = false;
            load.lost(this, cut);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
            // Closing tells the load, which counts the call as lost.
            active.close();
        }

        @Override
        public void head(String startLine) {
            answers.begin(startLine);
        }

        @Override
        public void body(ByteBuf part) {
            long now = System.nanoTime();
            if (!answers.isBegun()) {
                Outcome.record(load.outcome.firstByte, now - intended);
            }
            answers.part(part, now);
        }

        @Override
        public void end() {
            if (busy) {
                busy = false;
                load.answered(this, intended, answers.verdict(), System.nanoTime());
            }
        }
    }
}
