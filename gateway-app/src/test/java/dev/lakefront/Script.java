package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of a test: it sees only the environment that it is given, and does not outlive its time. */
record Script(List<String> command, Map<String, String> environment) {

    private static final Path FOLDER = Path.of("src/test/interoperability");

    /** Nobody is told that a test ran, and nothing but loopback is called. */
    private static final Map<String, String> QUIET = Map.of(
            "MLFLOW_DISABLE_TELEMETRY", "true",
            "DO_NOT_TRACK", "true",
            "PYTHONDONTWRITEBYTECODE", "1",
            "NO_PROXY", "*");

    static Script of(Path program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new Script(command, QUIET);
    }

    /** One of the scripts in {@code src/test/interoperability}. */
    static Path file(String name) {
        return FOLDER.resolve(name).toAbsolutePath();
    }

    Script with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value.toString());
        return new Script(command, more);
    }

    /** Starts it; what it prints goes to the file, whose folder is its home: it finds no settings of the user's. */
    Process start(Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(List.of("LANG"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", output.getParent().toString());
        builder.environment().put("PATH", Path.of(command.getFirst()).getParent() + ":/usr/local/bin:/usr/bin:/bin");
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs it to its end and expects that it succeeds. */
    void run(Path output, Duration bound) {
        Process process = start(output);
        try {
            assertThat(process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s ends within %s; it printed:%n%s", command, bound, read(output))
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            stop(process);
        }
        assertThat(process.exitValue())
                .as("%s; it printed:%n%s", command, read(output))
                .isZero();
    }

    /** Ends the process and all that it started. */
    static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
