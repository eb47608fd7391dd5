package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.ReloadStatus;
import dev.lakefront.publication.Reloads;
import dev.lakefront.publication.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.ObjectNode;

/** What is published now, and the wish to read the files again. */
@RestController
@RequestMapping("/management/v1/snapshot")
class SnapshotResource {

    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotResource.class);

    private final Snapshots snapshots;
    private final SnapshotView view;
    private final Reloads reloads;

    SnapshotResource(Snapshots snapshots, SnapshotView view, Reloads reloads) {
        this.snapshots = snapshots;
        this.view = view;
        this.reloads = reloads;
    }

    @GetMapping
    ResponseEntity<byte[]> get() {
        return Answer.tagged(view.of(snapshots.current()));
    }

    /** Answers when it is done, with the report. A configuration with an error is no error of the request. */
    @PostMapping("/reload")
    Mono<ObjectNode> reload() {
        LOGGER.atInfo().log("The management API was asked to read the configuration again");
        return Mono.fromCallable(this::read).subscribeOn(Schedulers.boundedElastic());
    }

    private ObjectNode read() {
        ReloadStatus.Reading reading = reloads.now();
        if (reading == null) {
            throw new GatewayProblem(ProblemType.OVERLOADED, "Nothing is published yet. Try again in a moment.");
        }
        return SnapshotView.of(reading);
    }
}
