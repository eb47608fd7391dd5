package dev.lakefront.redis;

import dev.lakefront.Tool;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** A real Redis on a port of its own, which tests may break. */
public final class RedisServer implements AutoCloseable {

    private final Path program = Tool.redisServer();
    private final int port = freePort();
    private Process process;

    private final String password;

    private RedisServer(String password) {
        this.password = password;
    }

    public static RedisServer start() {
        return start("");
    }

    /** @param password empty for none */
    public static RedisServer start(String password) {
        RedisServer server = new RedisServer(password);
        server.restart();
        return server;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + "127.0.0.1:" + port;
    }

    /** Starts again, with nothing remembered. */
    public void restart() {
        try {
            Path folder = Files.createTempDirectory("redis");
            process = new ProcessBuilder(
                            program.toString(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            folder.toString(),
                            "--requirepass",
                            password)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitPort();
    }

    /** Dead at once. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Stands still: connections are open, and nothing is answered. */
    public void hang() {
        signal("STOP");
    }

    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Asks the server something, over a connection of its own. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = RedisClient.create(url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.setTimeout(Duration.ofSeconds(20));
            return question.apply(connection.sync());
        }
    }

    private void awaitPort() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new UncheckedIOException(notYet);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            goOn();
        }
        kill();
    }
}
