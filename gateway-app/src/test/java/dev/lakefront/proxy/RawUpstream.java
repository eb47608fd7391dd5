package dev.lakefront.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model server made of a plain socket: it does what no HTTP server would let a test do. */
final class RawUpstream implements AutoCloseable {

    /** What the server does with one request that it has read. */
    interface Script {
        void serve(Peer peer) throws Exception;
    }

    /** One connection of the gateway's. */
    static final class Peer {

        private final Socket socket;
        private final List<String> requests;
        private final AtomicInteger closed;

        private Peer(Socket socket, List<String> requests, AtomicInteger closed) {
            this.socket = socket;
            this.requests = requests;
            this.closed = closed;
        }

        /** The head and body of the next request; absent when the gateway has closed. */
        private String read() throws IOException {
            String head = readHead();
            if (head == null) {
                return null;
            }
            String request =
                    head + new String(socket.getInputStream().readNBytes(length(head)), StandardCharsets.UTF_8);
            requests.add(request);
            return request;
        }

        private String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            int last = 0;
            int read;
            while ((read = in.read()) >= 0) {
                head.write(read);
                last = last << 8 | read;
                if (last == 0x0d0a0d0a) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
            }
            return null;
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        void answer(String body) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                    + body);
        }

        /** Reads until the gateway closes; what it says until then is of no interest. */
        void awaitClose() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
            closed.incrementAndGet();
        }

        void close() throws IOException {
            socket.close();
        }

        /** Closes with a reset instead of an end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private static int length(String head) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Script script;

    RawUpstream(Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Peer peer = new Peer(socket, requests, closed);
            while (!socket.isClosed() && peer.read() != null) {
                script.serve(peer);
            }
        } catch (Exception broken) {
            // The gateway has closed the connection, which is what some tests are about.
        }
    }

    void does(Script next) {
        script = next;
    }

    /** The requests that were read, heads and bodies. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    /** How often a script that waited for it saw the gateway close. */
    int closed() {
        return closed.get();
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
