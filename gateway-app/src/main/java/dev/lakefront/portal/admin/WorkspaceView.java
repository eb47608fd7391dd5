package dev.lakefront.portal.admin;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Task;
import dev.lakefront.portal.api.Age;
import dev.lakefront.portal.api.EndpointBadge;
import dev.lakefront.publication.ProposedApi;
import dev.lakefront.publication.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace has that no API fronts.
 *
 * @param listed how many endpoints it lists at all
 * @param more how many are not shown
 * @param away why its list is old or missing; absent when it answered
 * @param age of what is shown; absent when there never was any
 */
record WorkspaceView(
        String id,
        int listed,
        List<Candidate> candidates,
        int more,
        @Nullable String away,
        @Nullable String age) {

    /**
     * An endpoint that could be an API.
     *
     * @param element where its file stands on the page
     */
    record Candidate(ProposedApi proposed, EndpointBadge state, String task, String element) {}

    private static final int SHOWN = 50;

    static WorkspaceView of(SeenEndpoints.Seen seen, Snapshot snapshot, Instant now) {
        Workspace workspace = seen.workspace();
        List<ProposedApi> proposed = ProposedApi.of(workspace, seen.endpoints(), snapshot);
        Map<String, Endpoint> byName = seen.endpoints().stream()
                .collect(Collectors.toMap(Endpoint::name, Function.identity(), (one, other) -> one));
        BackendCallFailed failure = seen.failure();
        return new WorkspaceView(
                workspace.id().value(),
                seen.endpoints().size(),
                proposed.stream()
                        .limit(SHOWN)
                        .map(api -> candidate(workspace, api, byName.get(api.endpoint())))
                        .toList(),
                Math.max(0, proposed.size() - SHOWN),
                failure == null ? null : words(failure),
                seen.at() == null ? null : Age.words(seen.at(), now));
    }

    private static Candidate candidate(Workspace workspace, ProposedApi proposed, @Nullable Endpoint endpoint) {
        Endpoint.State state = endpoint == null ? Endpoint.State.UNKNOWN : endpoint.state();
        String reported = endpoint == null ? null : endpoint.task();
        return new Candidate(
                proposed,
                EndpointBadge.of(state),
                reported == null
                        ? "by its document"
                        : Task.ofEndpoint(reported).map(Task::word).orElse(reported),
                "file-" + workspace.id().value() + "-" + proposed.id());
    }

    private static String words(BackendCallFailed failure) {
        return switch (failure.reason()) {
            case FORBIDDEN -> "The gateway's identity may not list its endpoints. " + failure.getMessage();
            case UNAUTHORISED -> "It does not accept the gateway's credential. " + failure.getMessage();
            case UNREACHABLE, NOT_READY, NOT_FOUND, TOO_LARGE, BAD_ANSWER, NOT_ALLOWED ->
                "It cannot be asked now. " + failure.getMessage();
        };
    }
}
