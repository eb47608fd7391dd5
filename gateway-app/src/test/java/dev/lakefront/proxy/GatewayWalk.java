package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the walk begin with: a gateway before a model server that says what a test wants, and keys of every kind. */
abstract class GatewayWalk {

    static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";
    static final String SECRET = "workspace-secret-token";

    static final String KEY = key();
    static final String SUSPENDED = key();
    static final String EXPIRED = key();
    static final String CANCELLED = key();
    static final String SUBMITTED = key();
    static final String OTHER = key();

    @TempDir
    static Path folder;

    static FakeBackend backend;
    static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "token", SECRET + "\n");
        Gateway.write(folder, "config/gateway.yaml", "subscription-keys: { query: true }\n");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: header, name: Authorization, value: "${file:%s}" }
            """.formatted(backend.url(), folder.resolve("token")));
        Gateway.write(folder, "config/workspaces/small.yaml", """
            type: http
            host: %s
            auth: { type: none }
            limits: { requests: 2/h, concurrency: 1 }
            timeouts: { first-byte: 400ms }
            """.formatted(backend.url()));
        Gateway.write(
                folder,
                "config/apis/small.yaml",
                "title: Small\nworkspace: small\nendpoint: small\ntask: tabular\nproducts: [public]\n");
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        Gateway.write(folder, "config/products/limited.yaml", "title: Limited\n");
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        api("churn", "products: [internal, limited]");
        api("open", "products: [public]");
        api("other", "products: [public]\nrequest: { max-size: 1KB }\ntimeouts: { first-byte: 300ms, total: 600ms }");
        Gateway.write(
                folder,
                "policies/products/limited.yaml",
                "inbound:\n  - rate-limit: { name: two, calls: 2, per: 1h, key: subscription }\n");
        Gateway.write(folder, "policies/apis/churn.yaml", """
            inbound:
              - set-header: { X-Team: retention }
              - remove-header: [X-Secret-Of-Client]
            outbound:
              - set-header: { X-Served-By: lakefront }
              - remove-header: [X-Powered-By]
            """);
        subscription("mobile", "product: internal", "active", KEY);
        subscription("suspended", "product: internal", "suspended", SUSPENDED);
        subscription("expired", "product: internal", "active\nexpires: \"2020-01-31\"", EXPIRED);
        subscription("cancelled", "product: internal", "cancelled", CANCELLED);
        subscription("submitted", "product: internal", "submitted", SUBMITTED);
        subscription("elsewhere", "product: limited", "active", OTHER);
        gateway = Gateway.start(folder, "--lakefront.proxy.connections-per-backend=40");
    }

    private static String key() {
        return SubscriptionKey.issue(new SecureRandom()).reveal();
    }

    private static void api(String id, String more) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: " + id + "\nworkspace: models\nendpoint: " + id + "\ntask: tabular\n" + more + "\n");
    }

    private static void subscription(String id, String scope, String state, String key) {
        Gateway.write(folder, "config/subscriptions/" + id + ".yaml", """
            title: %s
            %s
            state: %s
            keys:
              - { name: primary, hash: "%s" }
            """.formatted(
                        id, scope, state, KeyDigest.of(key).written()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(json(200, "{\"predictions\":[1]}"));
        backend.received().clear();
    }

    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains(code);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"").contains("\"request_id\"");
        assertThat(backend.received()).isEmpty();
    }

    static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(3000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                int read;
                while ((read = in.read(buffer)) > 0) {
                    text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    if (text.indexOf("}") > 0) {
                        break;
                    }
                }
            } catch (java.net.SocketTimeoutException keptAlive) {
                return text.toString();
            }
            return text.toString();
        }
    }
}
