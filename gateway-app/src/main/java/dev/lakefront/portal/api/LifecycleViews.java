package dev.lakefront.portal.api;

import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says how APIs stand today. */
@Component
@ConditionalOnPortal
public class LifecycleViews {

    private final InstantSource clock;

    LifecycleViews(InstantSource clock) {
        this.clock = clock;
    }

    /** The day in UTC, by which APIs come to their end. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Absent for an API of whose end nothing is said. */
    public @Nullable LifecycleView of(PublishedApi api, Snapshot snapshot) {
        return LifecycleView.of(api.api().lifecycle(), today(), snapshot.apis());
    }
}
