package dev.lakefront.publication;

import dev.lakefront.document.ReportFormat;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.subscription.KeyDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of the management API that tells what is published and how the last reading of the configuration went.
 *
 * <p>Open to whoever sends the administrator key as a bearer token; closed while none is configured.
 */
@RestController
class ManagementController {

    private final Snapshots snapshots;
    private final ReloadStatus status;
    private final KeptDocuments kept;
    private final ManagementProperties properties;

    ManagementController(
            Snapshots snapshots, ReloadStatus status, KeptDocuments kept, ManagementProperties properties) {
        this.snapshots = snapshots;
        this.status = status;
        this.kept = kept;
        this.properties = properties;
    }

    @GetMapping(path = "/management/v1/configuration", produces = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode configuration(@RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        requireAdministrator(authorization);
        Snapshot snapshot = snapshots.current();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("snapshot", snapshot.id());
        body.put("published_at", snapshot.publishedAt().toString());
        ReloadStatus.Reading reading = status.last();
        if (reading != null) {
            ObjectNode last = body.putObject("last_reading");
            last.put("successful", reading.successful());
            last.put("at", reading.at().toString());
            last.set("report", ReportFormat.json(reading.report()));
        }
        body.putArray("apis")
                .addAll(snapshot.apis().values().stream()
                        .map(ManagementController::api)
                        .toList());
        ObjectNode takenOut = body.putObject("taken_out");
        status.takenOut().forEach(takenOut::put);
        ArrayNode damaged = body.putArray("damaged_files");
        kept.damaged().stream().sorted().forEach(damaged::add);
        return body;
    }

    private static ObjectNode api(PublishedApi api) {
        DocumentStatus status = api.status();
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", api.api().id());
        node.put("path", api.api().path());
        node.put("workspace", api.api().workspace());
        node.put("endpoint", api.api().endpoint());
        node.put("task", api.document().task().word());
        ObjectNode document = node.putObject("document");
        document.put("origin", status.word());
        document.put("reason", status.reason());
        document.put("at", status.at().toString());
        document.put("source_hash", api.document().sourceHash());
        document.put("source_version", api.document().sourceVersion());
        document.putArray("changes")
                .addAll(api.document().changes().stream()
                        .map(change -> JsonMapper.shared().<ObjectNode>valueToTree(change))
                        .toList());
        return node;
    }

    private void requireAdministrator(String authorization) {
        KeyDigest expected = properties
                .digest()
                .orElseThrow(() -> new GatewayProblem(
                        ProblemType.MANAGEMENT_FORBIDDEN,
                        "The management API is closed: lakefront.management.administrator-key is not set to the hash of"
                                + " a key."));
        boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        if (!bearer || !KeyDigest.of(authorization.substring(7).strip()).equals(expected)) {
            throw new GatewayProblem(ProblemType.MANAGEMENT_FORBIDDEN, "Send the administrator key as a bearer token.");
        }
    }
}
