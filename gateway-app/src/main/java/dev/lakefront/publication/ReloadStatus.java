package dev.lakefront.publication;

import dev.lakefront.document.Report;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How the last reading of the configuration went: for the management API, health and the meters
 * {@code lakefront.config.last.reload.successful} and {@code lakefront.config.last.reload.timestamp}.
 */
@Component
public class ReloadStatus {

    /**
     * One reading.
     *
     * @param snapshot the snapshot that serves since, whether or not this reading led to it
     */
    public record Reading(boolean successful, Instant at, String snapshot, Report report) {}

    private final InstantSource clock;
    private volatile @Nullable Reading last;
    private volatile Map<String, String> takenOut = Map.of();

    ReloadStatus(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        Gauge.builder("lakefront.config.last.reload.successful", this, ReloadStatus::successful)
                .description("1 when the last reading of the configuration was published, 0 when it was refused")
                .register(registry);
        Gauge.builder("lakefront.config.last.reload.timestamp", this, ReloadStatus::timestamp)
                .description("When the configuration was last read")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Absent before the first publication. */
    public @Nullable Reading last() {
        return last;
    }

    void published(Snapshot snapshot, Report report) {
        last = new Reading(true, clock.instant(), snapshot.id(), report);
    }

    void refused(Report report) {
        Reading before = last;
        last = new Reading(false, clock.instant(), before == null ? Snapshot.EMPTY.id() : before.snapshot(), report);
    }

    void takenOut(Map<String, String> apis) {
        takenOut = Map.copyOf(apis);
    }

    /** The APIs that are declared and not served because their endpoint is gone, by id, with the reason. */
    public Map<String, String> takenOut() {
        return takenOut;
    }

    private double successful() {
        Reading reading = last;
        return reading != null && reading.successful() ? 1 : 0;
    }

    private double timestamp() {
        Reading reading = last;
        return reading == null ? 0 : reading.at().getEpochSecond();
    }
}
