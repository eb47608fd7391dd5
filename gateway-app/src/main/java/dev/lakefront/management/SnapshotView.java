package dev.lakefront.management;

import dev.lakefront.document.ReportFormat;
import dev.lakefront.publication.KeptDocuments;
import dev.lakefront.publication.ReloadStatus;
import dev.lakefront.publication.Snapshot;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the management API shows what is published, and how the last reading of the configuration went. */
@Component
class SnapshotView {

    private final ReloadStatus status;
    private final KeptDocuments kept;

    SnapshotView(ReloadStatus status, KeptDocuments kept) {
        this.status = status;
        this.kept = kept;
    }

    ObjectNode of(Snapshot snapshot) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("snapshot", snapshot.id());
        body.put("published_at", snapshot.publishedAt().toString());
        ReloadStatus.Reading reading = status.last();
        if (reading != null) {
            body.set("last_reading", of(reading));
        }
        ObjectNode takenOut = body.putObject("taken_out");
        status.takenOut().forEach(takenOut::put);
        ArrayNode damaged = body.putArray("damaged_files");
        kept.damaged().stream().sorted().forEach(damaged::add);
        return body;
    }

    static ObjectNode of(ReloadStatus.Reading reading) {
        ObjectNode last = JsonMapper.shared().createObjectNode();
        last.put("successful", reading.successful());
        last.put("at", reading.at().toString());
        last.put("snapshot", reading.snapshot());
        last.set("report", ReportFormat.json(reading.report()));
        return last;
    }
}
