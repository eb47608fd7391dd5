package dev.lakefront.publication;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway reads and keeps its files, and how it keeps up with them and with the workspaces.
 *
 * @param configDir the configuration files
 * @param policiesDir the policy documents
 * @param dataDir what the gateway itself keeps: fetched documents and the last good snapshot
 * @param reloadDelay how long files must have been quiet before they are read again
 * @param importTimeout how long a start waits for the workspaces before it serves what it kept
 * @param importRetry after how long a workspace that could not be asked is asked again
 */
@ConfigurationProperties("lakefront")
public record LocationProperties(
        @DefaultValue("config") Path configDir,
        @DefaultValue("policies") Path policiesDir,
        @DefaultValue("data") Path dataDir,
        @DefaultValue("50ms") Duration reloadDelay,
        @DefaultValue("20s") Duration importTimeout,
        @DefaultValue("30s") Duration importRetry) {

    static final Path STANDARD_CONFIG = Path.of("config");

    public LocationProperties {
        requirePositive("reload-delay", reloadDelay);
        requirePositive("import-timeout", importTimeout);
        requirePositive("import-retry", importRetry);
    }

    /** Where configuration files are. */
    List<Path> folders() {
        return List.of(configDir, policiesDir);
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(
                    "lakefront." + name + " is " + duration + "; it must be longer than nothing, such as 50ms or 30s");
        }
    }
}
