package dev.lakefront.attack;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A gateway with one API that needs a key, in front of a model server that keeps every byte; spoken to byte by byte. */
final class AttackedGateway implements AutoCloseable {

    /** What the workspace wants to see of the gateway. */
    static final String TOKEN = "the-workspace-token";

    final String key = SubscriptionKey.issue(new SecureRandom()).reveal();
    final RecordingUpstream upstream = new RecordingUpstream();
    private final Gateway gateway;

    AttackedGateway(Path folder) {
        Gateway.write(folder, "token", TOKEN + "\n");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: header, name: Authorization, value: "${file:%s}" }
            """.formatted(upstream.url(), folder.resolve("token")));
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        Gateway.write(
                folder,
                "config/apis/churn.yaml",
                "title: Churn\nworkspace: models\nendpoint: churn\ntask: tabular\nproducts: [internal]\n");
        Gateway.write(folder, "config/subscriptions/app.yaml", """
            title: App
            product: internal
            keys:
              - { name: primary, hash: "%s" }
            """.formatted(
                        KeyDigest.of(key).written()));
        gateway = Gateway.start(folder);
    }

    /** What a socket gave back. */
    record Answer(String text) {

        /** 0 when the connection was closed without an answer. */
        int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** How many answers there are. */
        int count() {
            return text.split("HTTP/1\\.1 \\d{3} ", -1).length - 1;
        }
    }

    /** Sends these bytes on a connection of their own and reads until the gateway closes it or is silent. */
    Answer send(String raw) {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(700);
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Answer(read(socket.getInputStream()));
        } catch (IOException reset) {
            return new Answer("");
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            int count = in.read(some);
            while (count >= 0) {
                all.write(some, 0, count);
                count = in.read(some);
            }
        } catch (SocketTimeoutException silent) {
            // The connection is kept open; what has come is all there is.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
