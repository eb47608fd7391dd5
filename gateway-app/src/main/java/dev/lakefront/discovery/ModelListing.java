package dev.lakefront.discovery;

import dev.lakefront.catalog.Format;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.CallerCheck;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.subscription.Authentication;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the APIs that OpenAI's client libraries can call, as models. Databricks has no such list.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/models">OpenAI's models API</a>
 */
@RestController
class ModelListing {

    private static final Set<Format> OPEN_AI_FORMATS =
            Set.of(Format.MESSAGES, Format.PROMPT, Format.INPUT, Format.INPUT_ITEMS);

    private final Snapshots snapshots;
    private final CallerCheck callers;

    ModelListing(Snapshots snapshots, CallerCheck callers) {
        this.snapshots = snapshots;
        this.callers = callers;
    }

    @GetMapping("/v1/models")
    ObjectNode models(ServerHttpRequest request) {
        Snapshot snapshot = snapshots.current();
        ObjectNode list = JsonMapper.shared().createObjectNode().put("object", "list");
        visible(request, snapshot).forEach(api -> list.withArray("data").add(model(api, snapshot)));
        list.withArray("data");
        return list;
    }

    @GetMapping("/v1/models/{model}")
    ObjectNode model(ServerHttpRequest request, @PathVariable String model) {
        Snapshot snapshot = snapshots.current();
        Optional<Authentication.Known> subscription = standing(request, snapshot);
        return Optional.ofNullable(snapshot.apis().get(model))
                .filter(api -> isVisible(api, subscription))
                .map(api -> model(api, snapshot))
                .orElseThrow(() -> new GatewayProblem(
                                ProblemType.MODEL_NOT_FOUND,
                                "The model does not exist here. GET /v1/models lists the models your key may call.")
                        .with("param", "model"));
    }

    private List<PublishedApi> visible(ServerHttpRequest request, Snapshot snapshot) {
        Optional<Authentication.Known> subscription = standing(request, snapshot);
        return snapshot.apis().values().stream()
                .filter(api -> isVisible(api, subscription))
                .toList();
    }

    private Optional<Authentication.Known> standing(ServerHttpRequest request, Snapshot snapshot) {
        Optional<Authentication.Known> subscription = callers.authenticate(request, snapshot);
        callers.requireStanding(subscription);
        return subscription;
    }

    private boolean isVisible(PublishedApi api, Optional<Authentication.Known> subscription) {
        return !Collections.disjoint(api.document().formats(), OPEN_AI_FORMATS)
                && !api.isRetired(callers.now())
                && callers.sees(subscription, api);
    }

    private static ObjectNode model(PublishedApi api, Snapshot snapshot) {
        String team = api.api().owner() == null ? null : api.api().owner().team();
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", api.api().id())
                .put("object", "model")
                .put("created", snapshot.publishedAt().getEpochSecond())
                .put("owned_by", team == null ? "lakefront" : team);
    }
}
