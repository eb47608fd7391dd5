package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.identity.Visitor;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Finds what a visitor wants to try; what is hidden from them is as good as not there. */
@Component
@ConditionalOnPortal
class TriedApis {

    private final Snapshots snapshots;
    private final List<ApiVisibility> visibility;

    TriedApis(Snapshots snapshots, List<ApiVisibility> visibility) {
        this.snapshots = snapshots;
        this.visibility = List.copyOf(visibility);
    }

    /** Fails with 404 for an API that is not there, or not for this visitor. */
    PublishedApi find(String id, @Nullable Visitor visitor) {
        return Optional.ofNullable(snapshots.current().apis().get(id))
                .filter(api -> visibility.stream().allMatch(rule -> rule.sees(visitor, api)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
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
