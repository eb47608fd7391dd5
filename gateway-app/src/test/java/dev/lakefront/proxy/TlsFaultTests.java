package dev.lakefront.proxy;

import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.assertProblem;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model servers whose certificate proves nothing (U1): nothing is sent to them, not even the credential. */
class TlsFaultTests {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String TRUST = "javax.net.ssl.trustStore";

    @TempDir
    private static Path folder;

    private static final List<ServerSocket> SERVERS = new ArrayList<>();
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        keytool("-genkeypair -alias ca -keystore ca.p12 -dname CN=ca -ext bc:c=ca:true");
        keytool("-exportcert -alias ca -keystore ca.p12 -file ca.cer");
        keytool("-importcert -noprompt -alias ca -keystore trusted.p12 -file ca.cer");
        certificate("good", "");
        certificate("expired", " -startdate -3d -validity 1");
        keytool("-genkeypair -alias leaf -keystore stranger.p12 -dname CN=localhost -ext san=dns:localhost");
        System.setProperty(TRUST, folder.resolve("trusted.p12").toString());
        System.setProperty(TRUST + "Password", new String(PASSWORD));
        int good = serve("good");
        workspace(folder, "good", "https://localhost:" + good, "");
        workspace(folder, "wrong-host", "https://127.0.0.1:" + good, "");
        workspace(folder, "expired", "https://localhost:" + serve("expired"), "");
        workspace(folder, "stranger", "https://localhost:" + serve("stranger"), "");
        workspace(folder, "silent", "https://localhost:" + silent(), "");
        for (String id : List.of("good", "wrong-host", "expired", "stranger", "silent")) {
            api(folder, id, id, "");
        }
        gateway = Gateway.start(folder, "--lakefront.import-timeout=1s");
    }

    @AfterAll
    static void stop() throws IOException {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        gateway.close();
        for (ServerSocket server : SERVERS) {
            server.close();
        }
    }

    private static void certificate(String name, String validity) throws Exception {
        keytool("-genkeypair -alias leaf -keystore " + name + ".p12 -dname CN=localhost");
        keytool("-certreq -alias leaf -keystore " + name + ".p12 -file " + name + ".csr");
        keytool("-gencert -alias ca -keystore ca.p12 -infile " + name + ".csr -outfile " + name + ".cer"
                + " -ext san=dns:localhost" + validity);
        keytool("-importcert -noprompt -alias ca -keystore " + name + ".p12 -file ca.cer");
        keytool("-importcert -noprompt -alias leaf -keystore " + name + ".p12 -file " + name + ".cer");
    }

    private static void keytool(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        if (arguments.startsWith("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private static int serve(String name) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return accept(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Takes connections and says nothing on them. */
    private static int silent() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SERVERS.add(server);
        return server.getLocalPort();
    }

    private static int accept(ServerSocket server) {
        SERVERS.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                answerOne(server);
            }
        });
        return server.getLocalPort();
    }

    private static void answerOne(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(2000);
            socket.getInputStream().readNBytes(100);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            // The gateway does not go on with this server, which the tests are about.
        }
    }

    /** Else the refusals below would prove nothing. */
    @Test
    void callsAServerThatProvesWhoItIs() {
        assertThat(call(gateway, "good").body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-host", "expired", "stranger", "silent"})
    void sendsNothingToAServerThatDoesNot(String api) {
        assertProblem(call(gateway, api), 502, "backend-unreachable");
    }
}
