package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compiles the configuration, imports the documents and publishes the result, at the start and on every change.
 *
 * <p>A configuration with an error is refused whole: at the start the gateway does not start, later the last good state
 * goes on serving. Everything here runs on virtual threads of the control plane, one publication at a time.
 */
@Component
class Publisher implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    private final LocationProperties locations;
    private final ConfigurationCompiler compiler;
    private final Imports imports;
    private final WorkspaceConnections connections;
    private final List<FallbackWorkspace> fallbacks;
    private final Snapshots snapshots;
    private final ReloadStatus status;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private Optional<FallbackWorkspace> fallback = Optional.empty();
    private Optional<Workspace> given = Optional.empty();
    private @Nullable FileWatch watch;
    private @Nullable Thread synchronisation;

    Publisher(
            LocationProperties locations,
            ConfigurationCompiler compiler,
            Imports imports,
            WorkspaceConnections connections,
            List<FallbackWorkspace> fallbacks,
            Snapshots snapshots,
            ReloadStatus status,
            InstantSource clock) {
        this.locations = locations;
        this.compiler = compiler;
        this.imports = imports;
        this.connections = connections;
        this.fallbacks = List.copyOf(fallbacks);
        this.snapshots = snapshots;
        this.status = status;
        this.clock = clock;
    }

    /** Before the web server: no call ever meets a gateway without a snapshot. */
    @Override
    public void start() {
        Report report = new Report();
        ConfigurationFiles files = read(report);
        if (files.of("workspaces").isEmpty()) {
            chooseFallback();
        }
        Configuration configuration =
                compiler.compile(files, given, report).orElseThrow(() -> new ConfigurationRefused(report));
        log(report);
        publish(configuration, report, false);
        watch = new FileWatch(
                List.of(locations.configDir(), locations.policiesDir()), locations.reloadDelay(), this::reload);
        synchronisation = Thread.ofVirtual().name("workspace-sync").start(this::synchronise);
        running.set(true);
    }

    /** Reads the files again; publishes them, or keeps the last good state and says why. */
    synchronized void reload() {
        Report report = new Report();
        Optional<Configuration> configuration = compiler.compile(read(report), given, report);
        if (configuration.isEmpty()) {
            status.refused(report, clock.instant());
            LOGGER.atError()
                    .addKeyValue("errors", report.errors())
                    .log("The changed configuration is refused; the last good one goes on serving\n{}",
                            ReportFormat.TEXT.render(report));
            return;
        }
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
            }
        }
    }

    private ConfigurationFiles read(Report report) {
        return ConfigurationFiles.read(locations.configDir(), locations.policiesDir(), new DocumentReader(), report);
    }

    private void synchronise() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(interval());
            } catch (InterruptedException stopped) {
                return;
            }
            try {
                refresh();
            } catch (RuntimeException failed) {
                LOGGER.atError().setCause(failed).log("Asking the workspaces again failed");
            }
        }
    }

    /** The shortest that any workspace asks for; sooner while a document is missing that may soon be there. */
    private Duration interval() {
        Duration shortest = snapshots.current().workspaces().values().stream()
                .map(workspace -> workspace.sync().every())
                .min(Duration::compareTo)
                .orElse(Duration.ofMinutes(5));
        boolean waiting = snapshots.current().apis().values().stream()
                .anyMatch(api -> api.status().origin() != DocumentStatus.Origin.CURRENT);
        Duration soon = Duration.ofSeconds(30);
        return waiting && soon.compareTo(shortest) < 0 ? soon : shortest;
    }

    private static void log(Report report) {
        if (report.warnings() > 0) {
            LOGGER.warn("The configuration has warnings\n{}", ReportFormat.TEXT.render(report));
        }
    }

    @Override
    public void stop() {
        running.set(false);
        if (watch != null) {
            watch.close();
        }
        if (synchronisation != null) {
            synchronisation.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /** Well before the web server, which starts near the end. */
    @Override
    public int getPhase() {
        return 0;
    }
}
