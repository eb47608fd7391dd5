package dev.lakefront.command;

import dev.lakefront.subscription.KeyLine;
import dev.lakefront.subscription.SubscriptionKey;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Subscription keys: for files in git, where a key is only ever its hash, and of subscriptions of the portal. */
@Command(
        name = "keys",
        description = {
            "Subscription keys.",
            "generate and hash are for files; list, create, rotate and revoke ask a running gateway."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysCommand.Hash.class,
            KeysCommand.Generate.class,
            PortalKeys.List.class,
            PortalKeys.Create.class,
            PortalKeys.Rotate.class,
            PortalKeys.Revoke.class
        })
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Hashes a key that exists already, such as one from API Management. */
    @Command(
            name = "hash",
            description = {
                "Read a key from standard input and print the line to commit.",
                "Example: printf %%s \"$KEY\" | java -jar gateway-app.jar keys hash"
            },
            mixinStandardHelpOptions = true)
    static final class Hash implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--name", description = "The key's name (default: ${DEFAULT-VALUE}).")
        private String name = "primary";

        @Override
        public Integer call() throws IOException {
            String key = read();
            PrintWriter err = spec.commandLine().getErr();
            if (key == null || key.isBlank()) {
                err.println("keys hash: no key on standard input; pipe it in: printf %s \"$KEY\" | ... keys hash");
                return 2;
            }
            try {
                spec.commandLine().getOut().println(KeyLine.of(name, key.strip()));
                return 0;
            } catch (IllegalArgumentException unusable) {
                err.println("keys hash: " + unusable.getMessage());
                return 1;
            }
        }

        /** Never as an argument: arguments are seen by everyone on the machine and kept in histories. */
        private static @Nullable String read() throws IOException {
            Console console = System.console();
            if (console != null && console.isTerminal()) {
                char[] typed = console.readPassword("Key: ");
                return typed == null ? null : new String(typed);
            }
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
    }

    /** Makes a new key for a file. */
    @Command(
            name = "generate",
            description = "Print a new key once to standard error, and the line to commit to standard output.",
            mixinStandardHelpOptions = true)
    static final class Generate implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--name", description = "The key's name (default: ${DEFAULT-VALUE}).")
        private String name = "primary";

        @Override
        public Integer call() {
            SubscriptionKey key = SubscriptionKey.issue(new SecureRandom());
            spec.commandLine().getErr().println("Key (shown once, give it to its owner): " + key.reveal());
            spec.commandLine().getOut().println(KeyLine.of(name, key.reveal()));
            return 0;
        }
    }
}
