package dev.lakefront.management;

import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything in one answer: what is published, how the last reading went, and each API with what its import changed. */
@RestController
class ConfigurationResource {

    private final Snapshots snapshots;
    private final SnapshotView view;

    ConfigurationResource(Snapshots snapshots, SnapshotView view) {
        this.snapshots = snapshots;
        this.view = view;
    }

    @GetMapping("/management/v1/configuration")
    Mono<ResponseEntity<byte[]>> configuration() {
        Snapshot snapshot = snapshots.current();
        return Mono.fromCallable(() -> Answer.tagged(body(snapshot))).subscribeOn(Schedulers.boundedElastic());
    }

    private ObjectNode body(Snapshot snapshot) {
        ObjectNode body = view.of(snapshot);
        ArrayNode apis = body.putArray("apis");
        snapshot.apis().values().forEach(api -> apis.add(api(api)));
        return body;
    }

    private static ObjectNode api(PublishedApi published) {
        ObjectNode api = ApiView.of(published);
        ((ObjectNode) api.get("document"))
                .set("changes", ApiView.importReport(published).get("changes"));
        return api;
    }
}
