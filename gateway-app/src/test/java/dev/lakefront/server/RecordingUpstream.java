package dev.lakefront.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A model server made of a plain socket and a reader that forgives nothing: records each request that is whole and well
 * formed, and apart from them whatever else arrives.
 */
final class RecordingUpstream implements AutoCloseable {

    /** One request as it stood on the wire. */
    record Seen(String method, String target, List<String> headers, String body) {

        List<String> values(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        }
    }

    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (/[!-~]*) HTTP/1\\.1");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t -~]*");

    private final ServerSocket server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> malformed = new CopyOnWriteArrayList<>();

    RecordingUpstream() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    List<Seen> seen() {
        return seen;
    }

    /** What was no HTTP/1.1. A request that broke off is not among it: its sender took it back. */
    List<String> malformed() {
        return malformed;
    }

    void forget() {
        seen.clear();
        malformed.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                seen.add(request(in));
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IllegalStateException wrong) {
            malformed.add(wrong.getMessage());
        } catch (IOException brokenOff) {
            // Its sender has taken it back.
        }
    }

    private static Seen request(InputStream in) throws IOException {
        var line = REQUEST_LINE.matcher(line(in));
        require(line.matches(), "request line: " + line);
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            require(HEADER.matcher(header).matches(), "header: " + header);
            headers.add(header);
        }
        Seen head = new Seen(line.group(1), line.group(2), headers, "");
        List<String> lengths = head.values("Content-Length");
        List<String> encodings = head.values("Transfer-Encoding");
        require(lengths.size() + encodings.size() <= 1, "framed twice: " + headers);
        require(head.values("Host").size() == 1, "hosts: " + headers);
        byte[] body = {};
        if (!lengths.isEmpty()) {
            body = exactly(in, Integer.parseInt(lengths.getFirst()));
        } else if (!encodings.isEmpty()) {
            require(encodings.getFirst().equals("chunked"), "encoding: " + encodings);
            body = chunks(in);
        }
        return new Seen(head.method(), head.target(), headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            require(size.matches("[0-9a-fA-F]{1,8}"), "chunk size: " + size);
            body.write(exactly(in, Integer.parseInt(size, 16)));
            String end = line(in);
            require(end.isEmpty(), "after a chunk or in place of a trailer: " + end);
            if (Integer.parseInt(size, 16) == 0) {
                return body.toByteArray();
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\r') {
                require(in.read() == '\n', "a bare CR in: " + line);
                return line.toString();
            }
            require(next != '\n', "a bare LF in: " + line);
            line.append((char) next);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
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
