package dev.lakefront.publication;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells probes whether anything is published, and people what. Down only when nothing is. */
@Component("snapshotHealthIndicator")
class SnapshotHealth implements HealthIndicator {

    private final Snapshots snapshots;
    private final ReloadStatus status;
    private final InstantSource clock;

    SnapshotHealth(Snapshots snapshots, ReloadStatus status, InstantSource clock) {
        this.snapshots = snapshots;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Snapshot snapshot = snapshots.current();
        if (snapshot == Snapshot.EMPTY) {
            return Health.down()
                    .withDetail("reason", "nothing is published yet")
                    .build();
        }
        ReloadStatus.Reading reading = status.last();
        boolean successful = reading == null || reading.successful();
        Health.Builder health = successful ? Health.up() : Health.status(WorkspacesHealth.DEGRADED);
        if (!successful) {
            health.withDetail("reason", "the changed configuration is refused; the log and the management API say why");
        }
        Duration age = Duration.between(snapshot.publishedAt(), clock.instant());
        return health.withDetail("id", snapshot.id())
                .withDetail("publishedAt", snapshot.publishedAt().toString())
                .withDetail("ageSeconds", Math.max(0, age.toSeconds()))
                .withDetail("apis", snapshot.apis().size())
                .build();
    }
}
