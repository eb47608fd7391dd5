package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives every API its document, and remembers it until it is due again: at the workspace's own interval, and sooner when
 * the workspace could not be asked.
 *
 * <p>Blocks, bounded by a deadline as a whole; asks for many APIs at a time.
 */
@Component
class Imports {

    private static final Logger LOGGER = LoggerFactory.getLogger(Imports.class);
    private static final int AT_A_TIME = 16;

    private record Result(Import request, ImportedApi imported, Instant at) {}

    private final LocationProperties locations;
    private final DocumentImport documents;
    private final ImportedDocuments kept;
    private final InstantSource clock;
    private final Map<String, Workspace> workspaces = new ConcurrentHashMap<>();
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    Imports(LocationProperties locations, DocumentImport documents, ImportedDocuments kept, InstantSource clock) {
        this.locations = locations;
        this.documents = documents;
        this.kept = kept;
        this.clock = clock;
    }

    /** One result for every API; only those are asked for that are new, changed or due. */
    Map<String, ImportedApi> imported(Configuration configuration, Collection<Api> apis, Deadline deadline) {
        Map<String, ImportedApi> imported = HashMap.newHashMap(apis.size());
        Map<String, Workspace> same = new HashMap<>();
        Instant now = clock.instant();
        Map<Import, Future<ImportedApi>> asked = new LinkedHashMap<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("import-", 0).factory())) {
            for (Api api : apis) {
                Workspace workspace = same.computeIfAbsent(api.workspace(), id -> known(configuration, id));
                if (workspace == null) {
                    throw new IllegalStateException("API '" + api.id() + "' was compiled without its workspace");
                }
                Import request =
                        new Import(api, workspace, configuration.documents().get(api.id()));
                ImportedApi known = known(request, now);
                if (known == null) {
                    asked.put(request, workers.submit(() -> documents.of(request, configuration.settings())));
                } else {
                    imported.put(api.id(), known);
                }
            }
            collect(asked, imported, deadline);
            workers.shutdownNow();
        }
        if (results.size() > imported.size()) {
            results.keySet().retainAll(imported.keySet());
        }
        return imported;
    }

    /** Of two equal definitions the older one: then comparing what depends on it is comparing references. */
    private @Nullable Workspace known(Configuration configuration, String id) {
        Workspace declared = configuration.workspaces().get(id);
        if (declared == null) {
            return null;
        }
        return workspaces.merge(id, declared, (before, now) -> before.equals(now) ? before : now);
    }

    /** Forgets the documents of all other APIs. */
    void retain(Set<String> apis) {
        kept.retain(apis);
    }

    private @Nullable ImportedApi known(Import request, Instant now) {
        Result result = results.get(request.api().id());
        if (result == null) {
            return null;
        }
        boolean fresh =
                result.request().equals(request) && now.isBefore(result.at().plus(interval(result)));
        return fresh ? result.imported() : null;
    }

    private Duration interval(Result result) {
        Duration every = result.request().workspace().sync().every();
        Duration soon = locations.importRetry();
        return result.imported().failure() == ImportedApi.Failure.PASSING && soon.compareTo(every) < 0 ? soon : every;
    }

    private void collect(Map<Import, Future<ImportedApi>> asked, Map<String, ImportedApi> imported, Deadline deadline) {
        asked.forEach((request, future) -> {
            ImportedApi result = await(request, future, deadline);
            results.put(request.api().id(), new Result(request, result, clock.instant()));
            imported.put(request.api().id(), result);
        });
    }

    private ImportedApi await(Import request, Future<ImportedApi> future, Deadline deadline) {
        try {
            return deadline.await(future);
        } catch (TimeoutException slow) {
            return documents.unanswered(request, "the workspace did not answer within " + deadline.whole());
        } catch (ExecutionException failed) {
            LOGGER.atError()
                    .setCause(failed.getCause())
                    .addKeyValue("api", request.api().id())
                    .log("An import failed for a reason that has no name");
            return documents.unanswered(request, "the import failed; the log says why");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return documents.unanswered(request, "the import was interrupted");
        }
    }
}
