package dev.lakefront.publication;

import dev.lakefront.document.Report;
import dev.lakefront.subscription.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads and compiles the configuration from where the gateway was told that it is. Blocks. */
@Component
class ConfigurationSource {

    private final LocationProperties locations;
    private final ConfigurationCompiler compiler;
    private final Fallbacks fallbacks;
    private final KnownFiles known;

    ConfigurationSource(
            LocationProperties locations, ConfigurationCompiler compiler, Fallbacks fallbacks, InstantSource clock) {
        this.locations = locations;
        this.compiler = compiler;
        this.fallbacks = fallbacks;
        this.known = new KnownFiles(clock);
    }

    /** At the start: also finds a workspace where no file declares one. Empty when the report has an error. */
    Optional<Configuration> first(Report report) {
        Path folder = locations.configDir();
        if (!Files.isDirectory(folder) && !folder.equals(LocationProperties.STANDARD_CONFIG)) {
            report.warning(
                    "LF1012",
                    "the folder " + folder + " does not exist, so nothing is declared;"
                            + " lakefront.config-dir names it");
        }
        ConfigurationFiles files = read(Look.at(locations.folders()), report);
        if (files.declareNoWorkspace() && !report.hasErrors()) {
            fallbacks.choose(report);
        }
        return compiler.compile(files, fallbacks.workspace(), report);
    }

    /**
     * Later. Empty when the report has an error.
     *
     * @param look what the files look like now
     */
    Optional<Configuration> again(Configuration before, Look look, Report report) {
        boolean declared = !before.apis().isEmpty() || !before.subscriptions().isEmpty();
        if (declared && !Files.isDirectory(locations.configDir())) {
            // A mount that went away is no wish to take everything off the air.
            report.error("LF1012", "the folder " + locations.configDir() + " is gone");
        }
        return compiler.compile(read(look, report), fallbacks.workspace(), report);
    }

    /** Who may call while no file declares it. */
    List<Subscription> starters(Configuration configuration) {
        return fallbacks.starters(configuration);
    }

    private ConfigurationFiles read(Look look, Report report) {
        return ConfigurationFiles.read(locations.configDir(), locations.policiesDir(), known, look, report);
    }
}
