package dev.lakefront.bench.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A system that was started: a process with its children, or nothing for the backend itself. */
public final class Running implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Launch launch;
    private final @Nullable Process process;
    private final Path log;
    private Duration timeToReady = Duration.ZERO;

    private Running(Launch launch, @Nullable Process process, Path log) {
        this.launch = launch;
        this.process = process;
        this.log = log;
    }

    /** Starts it and waits until it takes calls; fails with the place of its log when it does not. */
    public static Running start(Launch launch) throws IOException, InterruptedException {
        Path log = launch.folder().resolve(launch.name() + ".log");
        if (launch.command().isEmpty()) {
            return new Running(launch, null, log);
        }
        Files.createDirectories(launch.folder());
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(launch.command())
                .directory(launch.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Running running = new Running(launch, process, log);
        try {
            running.awaitReady(begin + LONGEST_START.toNanos());
        } catch (IOException | InterruptedException | RuntimeException failed) {
            running.close();
            throw failed;
        }
        running.timeToReady = Duration.ofNanos(System.nanoTime() - begin);
        return running;
    }

    private void awaitReady(long deadline) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            while (!isReady(client)) {
                if (process != null && !process.isAlive()) {
                    throw new IOException(
                            launch.name() + " ended at its start; see " + log.getFileName() + ":\n" + tail());
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(launch.name() + " was not ready in time; see " + log.getFileName());
                }
                Thread.sleep(10);
            }
        }
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", launch.readyPort()), 500);
        } catch (IOException refused) {
            return false;
        }
        if (launch.ready().isEmpty()) {
            return true;
        }
        try {
            URI address = URI.create("http://127.0.0.1:" + launch.readyPort() + launch.ready());
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    public Launch launch() {
        return launch;
    }

    /** From the start of the process to the first answer that says it is ready; looked at every 10 ms. */
    public Duration timeToReady() {
        return timeToReady;
    }

    /** Its process and all below it; empty for the backend itself. */
    public List<Long> pids() {
        if (process == null) {
            return List.of();
        }
        List<Long> pids = new ArrayList<>();
        pids.add(process.pid());
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(child -> pids.add(child.pid()));
        }
        return pids;
    }

    public long pid() {
        if (process == null) {
            throw new IllegalStateException(launch.name() + " has no process");
        }
        return process.pid();
    }

    public boolean isAlive() {
        return process == null || process.isAlive();
    }

    /** So that what it does on its own, such as looking at 10,000 files, does not disturb the one that is measured. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<Long> pids = pids();
        if (pids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        new ProcessBuilder(command).start().waitFor();
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children;
        try (Stream<ProcessHandle> below = process.descendants()) {
            children = below.toList();
        }
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
