package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.identity.Visitor;
import dev.lakefront.portal.api.SignInNeeded;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Finds what a visitor wants to try. The catalog hides no API from anybody, so neither does this; but the page shows the
 * document, and a mock answers from it, so where documents are for callers only, strangers have to sign in.
 */
@Component
@ConditionalOnPortal
class TriedApis {

    private final Snapshots snapshots;

    TriedApis(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Fails with 404 for an API that is not there, and with {@link SignInNeeded} for one whose document is not shown. */
    PublishedApi find(String id, @Nullable Visitor visitor) {
        Snapshot snapshot = snapshots.current();
        PublishedApi api = snapshot.apis().get(id);
        if (api == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (visitor == null && snapshot.settings().documentsRequireKey()) {
            throw new SignInNeeded("/portal/apis/" + id + "/try");
        }
        return api;
    }

    /** The operation with this id; without one that is there, the first. */
    static Operation operation(PublishedApi api, @Nullable String id) {
        List<Operation> operations = api.document().operations();
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseGet(operations::getFirst);
    }
}
