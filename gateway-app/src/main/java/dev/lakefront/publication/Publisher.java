package dev.lakefront.publication;

import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
<<<<<<< HEAD
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionIndex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
=======
import dev.lakefront.publication.Assembly.Assembled;
>>>>>>> config
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes the configuration joined with what the workspaces say, at the start and on every change of either.
 *
 * <p>A configuration with an error is refused whole: at the start the gateway does not start, later the last good state
 * goes on serving. Blocks; for threads of the control plane.
 */
@Component
class Publisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    private final ConfigurationSource source;
    private final Assembly assembly;
    private final Snapshots snapshots;
    private final KeptDocuments kept;
    private final ReloadStatus status;
    private volatile @Nullable Configuration current;

    Publisher(
            ConfigurationSource source,
            Assembly assembly,
            Snapshots snapshots,
            KeptDocuments kept,
            ReloadStatus status) {
        this.source = source;
        this.assembly = assembly;
        this.snapshots = snapshots;
        this.kept = kept;
        this.status = status;
    }

    /**
     * Publishes for the first time.
     *
     * @throws ConfigurationRefused when there is an error
     */
    void first() {
        Report report = new Report();
        publish(source.first(report).orElseThrow(() -> new ConfigurationRefused(report)), report);
    }

    /** Reads the files again; publishes them, or keeps the last good state and says why. */
    void reload() {
        Configuration before = current;
        if (before == null) {
            return;
        }
        Report report = new Report();
        try {
            Optional<Configuration> configuration = source.again(before, report);
            configuration.ifPresent(read -> publish(read, report));
        } catch (RuntimeException unexpected) {
            LOGGER.atError().setCause(unexpected).log("Publishing the changed configuration failed");
            report.error("LF1099", "publishing failed for a reason that has no name; the log says more");
        }
        if (report.hasErrors()) {
            status.refused(report);
            LOGGER.atError()
                    .addKeyValue("errors", report.errors())
                    .log("The changed configuration is refused; the last good one goes on serving\n{}",
                            ReportFormat.TEXT.render(report));
        }
    }

    /** Asks the workspaces what is due, and publishes when they said something new. */
    void refresh() {
        Configuration configuration = current;
        if (configuration == null) {
            return;
        }
<<<<<<< HEAD
        publish(configuration.get(), report, false);
    }

    /** Asks the workspaces again, on the files as they are. */
    private synchronized void refresh() {
        Report report = new Report();
        compiler.compile(read(report), given, report).ifPresent(configuration -> publish(configuration, report, true));
    }

    private synchronized void publish(Configuration configuration, Report report, boolean askAgain) {
        Map<String, Api> apis = new TreeMap<>(configuration.apis());
        given.ifPresent(workspace -> imports.discover(workspace, apis.values()).forEach(apis::putIfAbsent));
        Map<String, ImportedApi> imported = imports.imported(configuration, apis.values(), askAgain);
        Map<String, PublishedApi> published = new TreeMap<>();
        apis.forEach((id, api) -> {
            Workspace workspace = configuration.workspaces().get(api.workspace());
            ImportedApi known = imported.get(id);
            if (workspace != null && known != null) {
                published.put(id, join(api, workspace, known, configuration));
            }
        });
        Instant now = clock.instant();
        String id = identify(configuration, published);
        Snapshot snapshot = new Snapshot(
                id,
                now,
                configuration.settings(),
                configuration.workspaces(),
                published,
                configuration.products(),
                SubscriptionIndex.of(subscriptions(configuration)));
        snapshots.publish(snapshot);
        connections.retain(configuration.workspaces().values());
        imports.keep(snapshot);
        status.published(snapshot, report, now);
        LOGGER.atInfo()
                .addKeyValue("snapshot", id)
                .addKeyValue("apis", published.size())
                .addKeyValue("subscriptions", configuration.subscriptions().size())
                .log("Published");
    }

    private PublishedApi join(Api api, Workspace workspace, ImportedApi known, Configuration configuration) {
        return new PublishedApi(
                api,
                connections.connect(workspace),
                known.endpoint(),
                known.document(),
                known.status(),
                configuration.policies().forApi(api.id(), api.products()),
                workspaceCharge(workspace));
    }

    /** Callers together never get more through than the workspace allows. */
    private static @Nullable Charge workspaceCharge(Workspace workspace) {
        Workspace.Rate rate = workspace.limits().requests();
        return rate == null
                ? null
                : Charge.one(
                        LimitKey.EVERYONE,
                        new Limit("workspace", rate.calls(), rate.per(), "workspace " + workspace.id()));
    }

    private List<Subscription> subscriptions(Configuration configuration) {
        List<Subscription> subscriptions = new ArrayList<>(configuration.subscriptions());
        if (subscriptions.isEmpty() || fallback.isPresent()) {
            fallback.flatMap(FallbackWorkspace::subscription)
                    .filter(starter -> subscriptions.stream()
                            .noneMatch(declared -> declared.id().equals(starter.id())))
                    .ifPresent(subscriptions::add);
        }
        return subscriptions;
    }

    /** Equal states have equal ids: nobody has to compare more than that. */
    private static String identify(Configuration configuration, Map<String, PublishedApi> published) {
        StringBuilder state = new StringBuilder();
        published.values().forEach(api -> state.append(api.api()).append(api.document().sourceHash()));
        state.append(configuration.settings())
                .append(configuration.products())
                .append(configuration.subscriptions())
                .append(configuration.policies().scopes());
        return DocumentStore.sha256(state.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    private void chooseFallback() {
        for (FallbackWorkspace candidate : fallbacks) {
            Optional<Workspace> workspace = candidate.workspace();
            if (workspace.isPresent()) {
                fallback = Optional.of(candidate);
                given = workspace;
                return;
=======
        Assembled assembled = assembly.assemble(configuration, source.starters(configuration));
        synchronized (this) {
            // What was read in the meantime is newer than what this was made of.
            boolean outdated = configuration != current;
            if (!outdated && !assembled.snapshot().id().equals(snapshots.current().id())) {
                swap(configuration, assembled);
>>>>>>> config
            }
        }
    }

    private void publish(Configuration configuration, Report report) {
        Assembled assembled = assembly.assemble(configuration, source.starters(configuration));
        synchronized (this) {
            swap(configuration, assembled);
            status.published(assembled.snapshot(), report);
        }
        if (report.warnings() > 0) {
            LOGGER.warn("The configuration has warnings\n{}", ReportFormat.TEXT.render(report));
        }
    }

    private void swap(Configuration configuration, Assembled assembled) {
        Snapshot snapshot = assembled.snapshot();
        snapshots.publish(snapshot);
        current = configuration;
        assembly.forgetOthers(configuration);
        kept.keepSnapshot(snapshot);
        status.takenOut(assembled.takenOut());
        LOGGER.atInfo()
                .addKeyValue("snapshot", snapshot.id())
                .addKeyValue("apis", snapshot.apis().size())
                .log("Published");
    }
}
