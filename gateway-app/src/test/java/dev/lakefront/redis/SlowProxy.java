package dev.lakefront.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands between a client and a Redis, and lets each answer arrive late. */
public final class SlowProxy implements AutoCloseable {

    private record Chunk(byte[] bytes, long due) {}

    private final ServerSocket socket;
    private final int target;
    private final Random random = new Random(7);
    private volatile int leastMillis;
    private volatile int mostMillis;
    private volatile int generation;

    public SlowProxy(int target) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "redis://127.0.0.1:" + socket.getLocalPort();
    }

    public void delay(int least, int most) {
        leastMillis = least;
        mostMillis = most;
    }

    /** What goes over the connections that there are is lost from now on; they stay open. */
    public void lose() {
        generation++;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                forward(client, server, false);
                forward(server, client, true);
            } catch (IOException closed) {
                // The test is over, or the server is gone: the client sees its connection closed or refused.
                continue;
            }
        }
    }

    private void forward(Socket from, Socket to, boolean late) {
        int own = generation;
        BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try (from) {
                InputStream in = from.getInputStream();
                byte[] buffer = new byte[65536];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    chunks.add(new Chunk(Arrays.copyOf(buffer, read), due(late)));
                }
            } catch (IOException closed) {
                // The other side learns it below.
            } finally {
                chunks.add(new Chunk(new byte[0], 0));
            }
        });
        Thread.ofVirtual().start(() -> {
            try (to) {
                OutputStream out = to.getOutputStream();
                for (Chunk chunk = chunks.take(); chunk.bytes().length > 0; chunk = chunks.take()) {
                    TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
                    if (own == generation) {
                        out.write(chunk.bytes());
                    }
                }
            } catch (IOException | InterruptedException closed) {
                // The reading side sees it too.
            }
        });
    }

    private long due(boolean late) {
        int most = Math.max(leastMillis + 1, mostMillis);
        long delay = late ? random.nextInt(leastMillis, most) : 0;
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
