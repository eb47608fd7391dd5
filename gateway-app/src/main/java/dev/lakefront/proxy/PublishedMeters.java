package dev.lakefront.proxy;

import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.SnapshotListener;
import dev.lakefront.usage.CallMeters;
import org.springframework.stereotype.Component;

/** Forgets the meters of APIs that are published no more. */
@Component
class PublishedMeters implements SnapshotListener {

    private final CallMeters meters;

    PublishedMeters(CallMeters meters) {
        this.meters = meters;
    }

    @Override
    public void published(Snapshot snapshot) {
        meters.retainApis(snapshot.apis().keySet());
    }
}
