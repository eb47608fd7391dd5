package dev.lakefront.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.GatewayApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command line as a user does: as a process, with nothing but its streams and its exit code. */
class MainClassTests {

    private record Ran(int code, String out, String err) {}

    @TempDir
    Path folder;

    @Test
    void printsNothingButTheReport() throws Exception {
        Gateway.write(folder, "config/products/a.yaml", "title: Überblick\n");

        Ran ran = run("check", "--format", "json");

        assertThat(ran.err()).isEmpty();
        assertThat(JsonMapper.shared().readTree(ran.out()).path("errors").asInt(-1))
                .isZero();
        assertThat(ran.code()).isZero();
    }

    @Test
    void tellsAnErrorByItsExitCode() throws Exception {
        Gateway.write(folder, "config/products/a.yaml", "title: [Ü]\n");

        Ran ran = run("check");

        assertThat(ran.out())
                .startsWith("config/products/a.yaml:1:8: error LF1103: 'title' must be text\n"
                        + "    1 | title: [Ü]\n      |        ^\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    private Ran run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayApplication.class.getName()));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return java.nio.file.Files.readString(file, StandardCharsets.UTF_8);
    }
}
