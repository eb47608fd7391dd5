package dev.lakefront.publication;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway reads and keeps its files.
 *
 * @param configDir the configuration files
 * @param policiesDir the policy documents
 * @param dataDir what the gateway itself keeps: fetched documents and the last good snapshot
 * @param reloadDelay how long files must have been quiet before they are read again
 * @param importTimeout how long a start waits for the workspaces before it serves what it kept
 */
@ConfigurationProperties("lakefront")
public record LocationProperties(
        @DefaultValue("config") Path configDir,
        @DefaultValue("policies") Path policiesDir,
        @DefaultValue("data") Path dataDir,
        @DefaultValue("500ms") Duration reloadDelay,
        @DefaultValue("20s") Duration importTimeout) {}
