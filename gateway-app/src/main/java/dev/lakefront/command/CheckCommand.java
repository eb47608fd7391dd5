package dev.lakefront.command;

import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
import dev.lakefront.publication.ConfigurationCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks configuration and policies as the gateway would, without a network and without secrets. */
@Command(
        name = "check",
        description = "Check config/ and policies/ offline: syntax, settings, references, collisions.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no errors", "1:errors, or with --strict warnings", "2:wrong command line"})
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder that holds config/ and policies/ (default: the working directory).")
    private Path folder = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or github (default: text).")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--strict", description = "Warnings fail the check as well.")
    private boolean strict;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder.resolve("config")) && !Files.isDirectory(folder.resolve("policies"))) {
            spec.commandLine()
                    .getErr()
                    .println("check: " + folder.toAbsolutePath() + " holds neither config/ nor policies/");
            return 2;
        }
        Report report = ConfigurationCheck.run(folder.resolve("config"), folder.resolve("policies"));
        spec.commandLine().getOut().print(format.render(report));
        spec.commandLine().getOut().flush();
        return report.hasErrors() || strict && report.warnings() > 0 ? 1 : 0;
    }
}
