package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.DocumentImporter;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.GenericDocuments;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.catalog.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gets every API its document: from its source, else the one kept on disk, else a generic one of its task. An API is
 * served in every case, and its status says which case it is.
 *
 * <p>Blocks, bounded by the import time-out as a whole; asks the workspaces for many APIs at a time. What is unchanged
 * since the last publication is not fetched again unless that is asked for.
 */
@Component
class Imports {

    private static final Logger LOGGER = LoggerFactory.getLogger(Imports.class);
    private static final int AT_A_TIME = 16;

    /** What a fetched document depends on; the same again means the same document. */
    private record Request(Api api, Workspace workspace) {}

    private record Result(Request request, ImportedApi imported) {}

    private final LocationProperties locations;
    private final WorkspaceConnections connections;
    private final DocumentSources sources;
    private final KeptDocuments kept;
    private final InstantSource clock;
    private final DocumentImporter importer = new DocumentImporter();
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    Imports(
            LocationProperties locations,
            WorkspaceConnections connections,
            DocumentSources sources,
            KeptDocuments kept,
            InstantSource clock) {
        this.locations = locations;
        this.connections = connections;
        this.sources = sources;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * The ready endpoints of a workspace that no declared API fronts, each as an API under its own name.
     *
     * <p>When the workspace cannot be asked, those that were seen last.
     */
    Map<String, Api> discover(Workspace workspace, Collection<Api> declared) {
        List<String> names;
        try {
            names = connections.connect(workspace).client().endpoints().stream()
                    .filter(endpoint -> endpoint.state().isServing())
                    .map(Endpoint::name)
                    .toList();
            kept.keepListing(workspace, names);
        } catch (BackendCallFailed failure) {
            names = kept.listing(workspace);
            LOGGER.atWarn()
                    .addKeyValue("workspace", workspace.id())
                    .addKeyValue("reason", failure.getMessage())
                    .addKeyValue("kept", names.size())
                    .log("The workspace's endpoints cannot be listed; the kept ones are served");
        }
        return Discovery.apis(workspace, names, declared);
    }

    /** One result for every API. */
    Map<String, ImportedApi> imported(Configuration configuration, Collection<Api> apis, boolean askAgain) {
        Map<String, ImportedApi> imported = new TreeMap<>();
        Map<Request, Future<ImportedApi>> asked = new LinkedHashMap<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("import-", 0).factory())) {
            for (Api api : apis) {
                Workspace workspace = configuration.workspaces().get(api.workspace());
                if (workspace == null) {
                    continue;
                }
                Request request = new Request(api, workspace);
                Result known = results.get(api.id());
                if (known != null && known.request().equals(request) && !askAgain) {
                    imported.put(api.id(), known.imported());
                } else {
                    asked.put(request, workers.submit(() -> fetch(request, configuration.settings())));
                }
            }
            collect(asked, imported);
            workers.shutdownNow();
        }
        results.keySet().retainAll(imported.keySet());
        return imported;
    }

    private void collect(Map<Request, Future<ImportedApi>> asked, Map<String, ImportedApi> imported) {
        long deadline = System.nanoTime() + locations.importTimeout().toNanos();
        asked.forEach((request, future) -> {
            ImportedApi result = within(deadline, request, future);
            results.put(request.api().id(), new Result(request, result));
            imported.put(request.api().id(), result);
        });
    }

    private ImportedApi within(long deadline, Request request, Future<ImportedApi> future) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            future.cancel(true);
            return instead(request, null, "the workspace did not answer within " + locations.importTimeout());
        } catch (ExecutionException failed) {
            LOGGER.atError()
                    .setCause(failed.getCause())
                    .addKeyValue("api", request.api().id())
                    .log("An import failed for a reason that has no name");
            return instead(request, null, "the import failed: see the log");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return instead(request, null, "the import was interrupted");
        }
    }

    private ImportedApi fetch(Request request, GatewaySettings settings) {
        Endpoint endpoint = null;
        try {
            endpoint = describe(request.workspace(), request.api().endpoint());
            byte[] content = sources.fetch(request.api(), request.workspace(), settings);
            ImportedDocument document = importer.read(content, ImportHints.of(request.api(), request.workspace(), endpoint));
            Instant now = clock.instant();
            kept.keep(request.api(), content, endpoint, now);
            return new ImportedApi(document, new DocumentStatus(DocumentStatus.Origin.CURRENT, null, now), endpoint);
        } catch (BackendCallFailed | DocumentRefused failure) {
            return instead(request, endpoint, String.valueOf(failure.getMessage()));
        }
    }

    private Endpoint describe(Workspace workspace, String name) {
        return connections.connect(workspace).client().endpoint(name);
    }

    /** Keeps on disk what is published. */
    void keep(Snapshot snapshot) {
        kept.keepSnapshot(snapshot);
    }

    /** The kept document while its source cannot be asked; a generic one where there never was any. */
    private ImportedApi instead(Request request, @Nullable Endpoint endpoint, String reason) {
        Optional<KeptDocuments.Kept> last = kept.read(request.api());
        @Nullable Endpoint known = endpoint == null
                ? last.map(KeptDocuments.Kept::endpoint).orElse(null)
                : endpoint;
        if (last.isPresent() && last.get().content() != null) {
            try {
                ImportedDocument document = importer.read(
                        last.get().content(), ImportHints.of(request.api(), request.workspace(), known));
                return new ImportedApi(
                        document,
                        new DocumentStatus(DocumentStatus.Origin.KEPT, reason, last.get().at()),
                        known);
            } catch (DocumentRefused noLongerReadable) {
                LOGGER.atWarn()
                        .addKeyValue("api", request.api().id())
                        .addKeyValue("reason", noLongerReadable.getMessage())
                        .log("A kept document cannot be imported any more");
            }
        }
        Task task = ImportHints.task(request.api(), request.workspace(), known);
        ImportedDocument generic = GenericDocuments.generic(
                request.api().title(), task, ImportHints.platform(request.workspace()));
        return new ImportedApi(
                generic, new DocumentStatus(DocumentStatus.Origin.GENERIC, reason, clock.instant()), known);
    }
}
