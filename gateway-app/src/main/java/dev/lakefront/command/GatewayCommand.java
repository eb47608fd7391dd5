package dev.lakefront.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What all commands share that ask a running gateway. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The administrator key is read from the environment variable LAKEFRONT_ADMINISTRATOR_KEY, or from the file"
                    + " of --administrator-key-file; it is no argument, since arguments are seen by everyone on the"
                    + " machine."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:not done; the reason is on standard error", "2:wrong command line"})
abstract class GatewayCommand implements Callable<Integer> {

    private static final String VARIABLE = "LAKEFRONT_ADMINISTRATOR_KEY";

    /** How results are shown. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the gateway listens (default: http://localhost:8080).")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--administrator-key-file",
            paramLabel = "FILE",
            description = "A file that holds the administrator key.")
    private @Nullable Path keyFile;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (default: text).")
    private Format format = Format.TEXT;

    /** Asks, and shows what was answered. */
    abstract void ask(RunningGateway gateway);

    @Override
    public final Integer call() {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw wrong("--url must be the address of a gateway, such as https://models.example.com");
        }
        try (RunningGateway gateway = new RunningGateway(url, administratorKey())) {
            ask(gateway);
            return 0;
        } catch (CommandFailed failed) {
            spec.commandLine().getErr().println(name() + ": " + failed.getMessage());
            return 1;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private String administratorKey() {
        String key = keyFile == null ? System.getenv(VARIABLE) : read(keyFile);
        if (key == null || key.isBlank()) {
            throw wrong(
                    keyFile == null
                            ? "set " + VARIABLE + ", or name a file by --administrator-key-file"
                            : keyFile + " is empty");
        }
        if (!key.strip().chars().allMatch(one -> one > ' ' && one < 0x7f)) {
            throw wrong("the administrator key must be one word of ASCII characters");
        }
        return key.strip();
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw wrong("--administrator-key-file: " + file + " cannot be read");
        }
    }

    /** For a wrong command line: the reason, and how it would be right. */
    final ParameterException wrong(String reason) {
        return new ParameterException(spec.commandLine(), name() + ": " + reason);
    }

    /** As a table, or as the gateway sent it. */
    final void show(JsonNode answer, TextTable table) {
        if (format == Format.JSON) {
            showJson(answer);
        } else {
            spec.commandLine().getOut().print(table.text());
        }
    }

    final void showJson(JsonNode answer) {
        spec.commandLine()
                .getOut()
                .println(JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(answer));
    }

    final boolean isJson() {
        return format == Format.JSON;
    }

    /** On standard output. */
    final void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    /** On standard error, beside the result. */
    final void note(String line) {
        spec.commandLine().getErr().println(line);
    }

    /** Without the program's own name. */
    private String name() {
        String qualified = spec.qualifiedName(" ").toLowerCase(Locale.ROOT);
        return qualified.substring(qualified.indexOf(' ') + 1);
    }
}
