package dev.lakefront.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway as a process of its own, so that it can be stopped, killed and starved of memory. */
final class GatewayProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final int port;
    private final int managementPort;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private GatewayProcess(Process process, Path output, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts on the configuration below this folder and waits until it is ready. */
    static GatewayProcess start(Path folder, List<String> jvm, String... properties) {
        int port = free();
        int managementPort = free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:+UseG1GC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvm);
        command.addAll(List.of(
                "dev.lakefront.GatewayApplication",
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--lakefront.config-dir=" + folder.resolve("config"),
                "--lakefront.policies-dir=" + folder.resolve("policies"),
                "--lakefront.data-dir=" + folder.resolve("data-" + port)));
        command.addAll(List.of(properties));
        try {
            Path output = Files.createTempFile(folder, "gateway", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            GatewayProcess gateway = new GatewayProcess(process, output, port, managementPort);
            gateway.awaitReady();
            return gateway;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitReady() {
        long begun = System.nanoTime();
        while (readiness() != 200) {
            if (!process.isAlive()
                    || System.nanoTime() - begun > Duration.ofSeconds(90).toNanos()) {
                close();
                throw new IllegalStateException("the gateway did not become ready:\n" + log());
            }
            pause(100);
        }
    }

    int port() {
        return port;
    }

    /** The status of the readiness probe; 0 when nobody answers. */
    int readiness() {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** How long it took from now to its end. */
    Duration awaitExit(Duration bound) {
        long begun = System.nanoTime();
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the gateway still runs after " + bound + ":\n" + log());
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
