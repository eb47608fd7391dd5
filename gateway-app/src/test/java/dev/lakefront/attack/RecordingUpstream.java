package dev.lakefront.attack;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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

/**
 * A model server that keeps every byte it is sent, and reads requests as strictly as they are written: so that whatever
 * the gateway lets through is seen as it went out.
 */
final class RecordingUpstream implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> rubbish = new CopyOnWriteArrayList<>();

    RecordingUpstream() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Whole requests, head and body, as they came. */
    List<String> requests() {
        return requests;
    }

    /** What came and was no request. */
    List<String> rubbish() {
        return rubbish;
    }

    void forget() {
        requests.clear();
        rubbish.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String lower = head.toLowerCase(Locale.ROOT);
                String body = lower.contains("\r\ntransfer-encoding: chunked\r\n") ? chunks(in) : counted(lower, in);
                requests.add(head + body);
                socket.getOutputStream().write(ANSWER);
                socket.getOutputStream().flush();
            }
        } catch (EOFException brokenOff) {
            // A request that is broken off is refused by whoever reads it: that is what a gateway must do to it.
        } catch (IOException | NumberFormatException broken) {
            rubbish.add(String.valueOf(broken.getMessage()));
        }
    }

    /** Empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                if (head.size() > 0) {
                    throw new IOException("half a head: " + text);
                }
                return "";
            }
            head.write(octet);
            text = octet == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
        }
        return text;
    }

    private static String counted(String lowerHead, InputStream in) throws IOException {
        int at = lowerHead.indexOf("\r\ncontent-length: ");
        if (at < 0) {
            return "";
        }
        int begin = at + "\r\ncontent-length: ".length();
        int length = Integer.parseInt(lowerHead.substring(begin, lowerHead.indexOf("\r\n", begin)));
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
            line(in);
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            if (octet != '\r') {
                line.append((char) octet);
            }
            octet = in.read();
        }
        if (octet < 0) {
            throw new EOFException();
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
