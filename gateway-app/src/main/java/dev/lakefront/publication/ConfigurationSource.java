package dev.lakefront.publication;

import dev.lakefront.document.Report;
import dev.lakefront.subscription.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and compiles the configuration from where the gateway was told that it is. Blocks. */
@Component
class ConfigurationSource {

    private final LocationProperties locations;
    private final ConfigurationCompiler compiler;
    private final Fallbacks fallbacks;
    private final KnownFiles known;

    /** The last configuration that is none of files: nothing of it can be lost with them. */
    private volatile @Nullable Configuration builtIn;

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
        return compile(files, report);
    }

    /**
     * Later. Empty when the report has an error.
     *
     * @param look what the files look like now
     */
    Optional<Configuration> again(Configuration before, Look look, Report report) {
        boolean declared = !before.equals(builtIn)
                && (!before.apis().isEmpty() || !before.subscriptions().isEmpty());
        if (declared && !Files.isDirectory(locations.configDir())) {
            // A mount that went away is no wish to take everything off the air.
            report.error("LF1012", "the folder " + locations.configDir() + " is gone");
        }
        return compile(read(look, report), report);
    }

    private Optional<Configuration> compile(ConfigurationFiles files, Report report) {
        Optional<Configuration> compiled =
                compiler.compile(fallbacks.beside(files, report), fallbacks.workspace(), report);
        if (files.declareNothing()) {
            compiled.ifPresent(configuration -> builtIn = configuration);
        }
        return compiled;
    }

    /** Who may call while no file declares it. */
    List<Subscription> starters(Configuration configuration) {
        return fallbacks.starters(configuration);
    }

    private ConfigurationFiles read(Look look, Report report) {
        return ConfigurationFiles.read(locations.configDir(), locations.policiesDir(), known, look, report);
    }
}
