package dev.lakefront.discovery;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.catalog.Rendition;
import dev.lakefront.catalog.Task;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.CallerCheck;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.subscription.Authentication;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the APIs as Databricks describes serving endpoints, to whom their key lets in.
 *
 * <p>An endpoint bears the API's id, and nothing that would lead past the gateway: no {@code endpoint_url}, no {@code
 * data_plane_info}, no creator.
 *
 * @see <a href="https://docs.databricks.com/api/workspace/servingendpoints">Databricks' serving endpoints API</a>
 */
@RestController
@RequestMapping("/api/2.0/serving-endpoints")
class EndpointListing {

    private final Snapshots snapshots;
    private final CallerCheck callers;
    private final PublishedDocuments documents;

    EndpointListing(Snapshots snapshots, CallerCheck callers, PublishedDocuments documents) {
        this.snapshots = snapshots;
        this.callers = callers;
        this.documents = documents;
    }

    @GetMapping
    ObjectNode list(ServerHttpRequest request) {
        Snapshot snapshot = snapshots.current();
        Optional<Authentication.Known> subscription = subscription(request, snapshot);
        ObjectNode list = JsonMapper.shared().createObjectNode();
        ArrayNode endpoints = list.putArray("endpoints");
        snapshot.apis().values().stream()
                .filter(api -> !api.isRetired(callers.now()) && callers.sees(subscription, api))
                .forEach(api -> endpoints.add(description(api)));
        return list;
    }

    @GetMapping("/{api}")
    ObjectNode get(ServerHttpRequest request, @PathVariable String api) {
        Snapshot snapshot = snapshots.current();
        return description(find(request, snapshot, api));
    }

    @GetMapping("/{api}/openapi")
    Mono<ResponseEntity<ByteBuffer>> openApi(ServerHttpRequest request, @PathVariable String api) {
        Snapshot snapshot = snapshots.current();
        PublishedApi found = find(request, snapshot, api);
        String publicUrl = PublicUrl.of(request, snapshot);
        return Mono.fromCallable(() ->
                        documents.rendition(found, snapshot, publicUrl, new PublishedDocuments.Variant(false, false)))
                .subscribeOn(Schedulers.boundedElastic())
                .map(EndpointListing::response);
    }

    private static ResponseEntity<ByteBuffer> response(Rendition rendition) {
        return ResponseEntity.ok()
                .eTag(rendition.etag())
                .contentType(MediaType.parseMediaType(rendition.mediaType()))
                .contentLength(rendition.body().remaining())
                .body(rendition.body());
    }

    private PublishedApi find(ServerHttpRequest request, Snapshot snapshot, String id) {
        Optional<Authentication.Known> subscription = subscription(request, snapshot);
        PublishedApi api = snapshot.apis().get(id);
        if (api == null || !callers.sees(subscription, api)) {
            throw new GatewayProblem(
                    ProblemType.ENDPOINT_NOT_FOUND, "Endpoint with name '" + shown(id) + "' does not exist.");
        }
        return api;
    }

    private static String shown(String id) {
        return id.length() > 80 ? id.substring(0, 80) + "..." : id;
    }

    private Optional<Authentication.Known> subscription(ServerHttpRequest request, Snapshot snapshot) {
        Optional<Authentication.Known> subscription = callers.authenticate(request, snapshot);
        callers.requireStanding(subscription);
        return subscription;
    }

    /** What the workspace said of the endpoint, under the API's id; what can be said without it, where it never did. */
    private static ObjectNode description(PublishedApi api) {
        @Nullable Endpoint endpoint = api.endpoint();
        ObjectNode description = endpoint == null ? JsonMapper.shared().createObjectNode() : endpoint.description();
        description.put("name", api.api().id());
        description.put("permission_level", "CAN_QUERY");
        description.put("route_optimized", false);
        if (!description.has("state")) {
            description
                    .putObject("state")
                    .put("ready", endpoint != null && endpoint.state().isServing() ? "READY" : "NOT_READY")
                    .put("config_update", "NOT_UPDATING");
        }
        String task = task(api.document().task());
        if (task != null && !description.has("task")) {
            description.put("task", task);
        }
        return description;
    }

    /** Clients tell kinds of endpoints apart by Databricks' words; classic models have none. */
    private static @Nullable String task(Task task) {
        return switch (task) {
            case CHAT -> "llm/v1/chat";
            case COMPLETIONS -> "llm/v1/completions";
            case EMBEDDINGS -> "llm/v1/embeddings";
            case AGENT -> "agent/v1/responses";
            case TABULAR, FEATURES, CUSTOM -> null;
        };
    }
}
