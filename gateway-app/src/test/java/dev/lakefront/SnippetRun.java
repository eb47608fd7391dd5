package dev.lakefront;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs a snippet as somebody would who copied it into a file, with this key in the environment. */
record SnippetRun(String key, Path home) {

    /** Those that run on every machine with the tools of {@code .ci/run}. */
    static final Set<String> LANGUAGES =
            Set.of("curl", "python", "openai", "databricks", "mlflow", "pandas", "java", "javascript");

    private static final Duration BOUND = Duration.ofMinutes(2);

    /** What it prints; where its program is not there, the test is skipped, or fails as {@link Tool} says. */
    String print(String language, String code) {
        Path output = home.resolve("output.txt");
        Path file = home.resolve(file(language));
        // Progress is for people.
        write(file, language.equals("curl") ? code.replaceFirst("^curl ", "curl --silent --show-error ") : code);
        script(language, file).with("LAKEFRONT_KEY", key).run(output, BOUND);
        return Script.read(output);
    }

    /** What is in the folder afterwards that neither the snippet nor its output is. */
    List<String> left(String language) {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !Set.of("output.txt", file(language)).contains(name))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Script script(String language, Path file) {
        return switch (language) {
            case "curl" -> Script.of(Tool.onPath("bash"), file);
            // It compiles a small file and ends: no time for the compiler to compile itself well.
            case "java" ->
                Script.of(Path.of(System.getProperty("java.home"), "bin", "java"), "-XX:TieredStopAtLevel=1", file);
            case "javascript" -> Script.of(Tool.onPath("node"), file);
            case "powershell" -> Script.of(Tool.ifOnPath("pwsh"), "-NoProfile", "-File", file);
            case "r" -> Script.of(Tool.ifOnPath("Rscript"), file);
            default -> Script.of(Tool.PYTHON.require(), Script.file("show_json.py"), file);
        };
    }

    private static String file(String language) {
        return switch (language) {
            case "curl" -> "call.sh";
            case "java" -> "Call.java";
            case "javascript" -> "call.mjs";
            case "powershell" -> "call.ps1";
            case "r" -> "call.R";
            default -> "call.py";
        };
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
