package dev.lakefront.command;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The gateway's command line: one verb, then its options. Without a verb the gateway starts.
 *
 * <p>Results go to standard output, everything else to standard error. Exit code 0 means done, 1 means that errors were
 * found, 2 that the command line was wrong.
 */
@Command(
        name = "lakefront",
        description = "One stable URL in front of every model you serve. Without a command, the gateway starts.",
        subcommands = {
            CheckCommand.class,
            SchemaCommand.class,
            KeysCommand.class,
            SubscriptionsCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = CommandLine.Version.class,
        footer = {
            "",
            "Starting the gateway:",
            "  --lakefront.config-dir=DIR     configuration files        (default: config)",
            "  --lakefront.policies-dir=DIR   policy documents           (default: policies)",
            "  --lakefront.data-dir=DIR       what the gateway keeps     (default: data)",
            "  --server.address=ADDRESS       where it listens           (default: 127.0.0.1)",
            "  --server.port=PORT             and on which port          (default: 8080)",
            "",
            "DATABRICKS_HOST with DATABRICKS_TOKEN, or with DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, fronts"
                    + " that workspace when config/workspaces/ is empty. Without them a simulated workspace starts."
        })
public final class CommandLine implements Runnable {

    private static final Set<String> VERBS =
            Set.of("check", "schema", "keys", "subscriptions", "help", "--help", "-h", "--version", "-V");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Whether these arguments are a command, and not settings of the gateway to start. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && (VERBS.contains(arguments[0]) || !arguments[0].startsWith("--"));
    }

    /** Runs the command and answers its exit code. */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return new picocli.CommandLine(new CommandLine())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that was built. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = CommandLine.class.getPackage().getImplementationVersion();
            return new String[] {"lakefront " + (version == null ? "(not packaged)" : version)};
        }
    }
}
