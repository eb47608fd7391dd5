package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.GenericDocuments;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.publication.ImportedApi.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives one API its document: from its source, else the one kept on disk, else a generic one of its task. An API is
 * served in every case, and its status says which case it is. Blocks.
 */
@Component
class DocumentImport {

    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentImport.class);

    private final WorkspaceConnections connections;
    private final DocumentSources sources;
    private final KeptDocuments kept;
    private final DocumentRevisions revisions;
    private final InstantSource clock;
    private final ImportedDocuments imported;

    DocumentImport(
            WorkspaceConnections connections,
            DocumentSources sources,
            KeptDocuments kept,
            DocumentRevisions revisions,
            ImportedDocuments imported,
            InstantSource clock) {
        this.connections = connections;
        this.sources = sources;
        this.kept = kept;
        this.revisions = revisions;
        this.imported = imported;
        this.clock = clock;
    }

    ImportedApi of(Import request, GatewaySettings settings) {
        Endpoint endpoint = null;
        Failure unasked = null;
        try {
            endpoint = connections
                    .connect(request.workspace())
                    .client()
                    .endpoint(request.api().endpoint());
        } catch (BackendCallFailed failure) {
            unasked = failure.reason() == BackendCallFailed.Reason.NOT_FOUND ? Failure.MISSING : failure(failure);
            if (request.api().source() instanceof Api.DocumentSource.Endpoint) {
                return instead(request, null, String.valueOf(failure.getMessage()), unasked);
            }
            // A document from elsewhere does not need the workspace.
        }
        try {
            return current(request, settings, endpoint, unasked);
        } catch (BackendCallFailed | DocumentRefused failure) {
            boolean starting = endpoint != null && !endpoint.state().isServing();
            Failure why = starting ? Failure.PASSING : unasked == null ? failure(failure) : unasked;
            return instead(request, endpoint, String.valueOf(failure.getMessage()), why);
        }
    }

    private ImportedApi current(
            Import request, GatewaySettings settings, @Nullable Endpoint described, @Nullable Failure unasked)
            throws DocumentRefused {
        Endpoint endpoint = described == null ? endpoint(kept.read(request)) : described;
        byte[] content = sources.fetch(request.api(), request.workspace(), settings);
        Hints hints = ImportHints.of(request.api(), request.workspace(), endpoint);
        ImportedDocument document = imported.read(request.api().id(), content, hints);
        Instant now = clock.instant();
        revisions.note(request.api().id(), document, hints, now, () -> original(kept.read(request)));
        kept.keep(request, new KeptDocuments.Kept(content, endpoint, now));
        DocumentStatus status = new DocumentStatus(DocumentStatus.Origin.CURRENT, null, now);
        return new ImportedApi(document, status, endpoint, unasked);
    }

    /** What is served of an API whose workspace did not answer in time. */
    ImportedApi unanswered(Import request, String reason) {
        return besideItsFile(request).orElseGet(() -> instead(request, null, reason, Failure.PASSING));
    }

    /** A document that lies beside the API's file needs no workspace. */
    private Optional<ImportedApi> besideItsFile(Import request) {
        Hints hints = ImportHints.of(request.api(), request.workspace(), null);
        return Optional.ofNullable(request.hash())
                .flatMap(hash -> imported.known(request.api().id(), hash, hints))
                .map(document -> new ImportedApi(
                        document,
                        new DocumentStatus(DocumentStatus.Origin.CURRENT, null, clock.instant()),
                        null,
                        Failure.PASSING));
    }

    /** The kept document while its source cannot be asked; a generic one where there never was any. */
    private ImportedApi instead(Import request, @Nullable Endpoint endpoint, String reason, Failure failure) {
        Optional<KeptDocuments.Kept> last = kept.read(request);
        Endpoint known = endpoint == null ? endpoint(last) : endpoint;
        byte[] content = last.isPresent() ? last.get().content() : null;
        ImportedDocument document = content == null ? null : read(request, content, known);
        if (last.isPresent() && document != null) {
            Instant at = last.get().at();
            DocumentStatus status = new DocumentStatus(DocumentStatus.Origin.KEPT, reason, at);
            return new ImportedApi(document, status, known, failure);
        }
        if (endpoint != null) {
            // Without a document too, a restart has to know what kind of endpoint this is.
            kept.keep(request, new KeptDocuments.Kept(null, endpoint, clock.instant()));
        }
        return generic(request, known, reason, failure);
    }

    private ImportedApi generic(Import request, @Nullable Endpoint endpoint, String reason, Failure failure) {
        ImportedDocument generic = GenericDocuments.generic(
                request.api().title(),
                ImportHints.task(request.api(), request.workspace(), endpoint),
                ImportHints.platform(request.workspace()));
        String why = kept.isDamaged(request) ? reason + "; the kept document is damaged and was ignored" : reason;
        return new ImportedApi(
                generic, new DocumentStatus(DocumentStatus.Origin.GENERIC, why, clock.instant()), endpoint, failure);
    }

    private @Nullable ImportedDocument read(Import request, byte[] content, @Nullable Endpoint endpoint) {
        try {
            return imported.read(
                    request.api().id(), content, ImportHints.of(request.api(), request.workspace(), endpoint));
        } catch (DocumentRefused noLongerReadable) {
            LOGGER.atWarn()
                    .addKeyValue("api", request.api().id())
                    .addKeyValue("reason", noLongerReadable.getMessage())
                    .log("A kept document cannot be imported any more");
            return null;
        }
    }

    private static Optional<byte[]> original(Optional<KeptDocuments.Kept> kept) {
        return Optional.ofNullable(kept.isPresent() ? kept.get().content() : null);
    }

    private static @Nullable Endpoint endpoint(Optional<KeptDocuments.Kept> kept) {
        return kept.isPresent() ? kept.get().endpoint() : null;
    }

    private static Failure failure(Exception failure) {
        if (!(failure instanceof BackendCallFailed call)) {
            return Failure.LASTING;
        }
        return switch (call.reason()) {
            case UNREACHABLE, NOT_READY, UNAUTHORISED -> Failure.PASSING;
            case NOT_FOUND, FORBIDDEN, TOO_LARGE, BAD_ANSWER, NOT_ALLOWED -> Failure.LASTING;
        };
    }
}
