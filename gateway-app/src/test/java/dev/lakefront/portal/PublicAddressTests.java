package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose address stands in links and code: the configured one; else the request's own, and never a header of a proxy. */
class PublicAddressTests {

    private static final List<String> PATHS = List.of(
            "/llms.txt",
            "/llms-full.txt",
            "/.well-known/api-catalog",
            "/portal",
            "/portal/apis/iris",
            "/portal/apis/iris.md",
            "/portal/apis/iris/code?lang=python",
            "/portal/apis/iris/reference",
            "/portal/apis/iris/try",
            "/portal/apis/iris/openapi.json",
            "/portal/apis/iris/postman.json",
            "/portal/keys",
            "/portal/nothing");

    private static final List<String> FORWARDED = List.of(
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Server: evil.example",
            "X-Host: evil.example",
            "X-Original-Host: evil.example",
            "X-Forwarded-Prefix: //evil.example",
            "Forwarded: host=evil.example;proto=https");

    @Test
    void isTheConfiguredOneWhateverTheRequestSays(@TempDir Path folder) throws IOException {
        Gateway.write(folder, "config/gateway.yaml", "public-url: https://models.example.com\n");
        try (PortalGateway portal = PortalGateway.start(folder)) {
            for (String path : PATHS) {
                assertThat(ask(portal, path, "evil.example", FORWARDED))
                        .as(path)
                        .startsWith("HTTP/1.1 ")
                        .doesNotContain("evil.example");
            }
            assertThat(ask(portal, "/llms.txt", "evil.example", List.of())).contains("https://models.example.com/");
        }
    }

    @Test
    void isTheRequestsOwnWhereNoneIsConfigured(@TempDir Path folder) throws IOException {
        try (PortalGateway portal = PortalGateway.start(folder)) {
            for (String path : PATHS) {
                assertThat(ask(portal, path, "models.example", FORWARDED))
                        .as(path)
                        .doesNotContain("evil.example");
                for (String host :
                        List.of("x\"><script>xss()</script>", "a'-alert(1)-'", "user:pass@evil.example", "a b")) {
                    String answer = ask(portal, path, host, List.of());
                    assertThat(answer)
                            .as(path + " at " + host)
                            .doesNotStartWith("HTTP/1.1 5")
                            .doesNotContain(host);
                }
            }
            // Only whoever asked is told so, each time anew: no cache may keep it for others.
            assertThat(ask(portal, "/llms.txt", "models.example", List.of()))
                    .contains("http://models.example/portal/apis/iris.md")
                    .containsIgnoringCase("Cache-Control: no-cache");
        }
    }

    private static String ask(PortalGateway portal, String path, String host, List<String> headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nAccept: text/html,*/*;q=0.8\r\nConnection: close\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        try (Socket socket = new Socket("127.0.0.1", portal.gateway().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
