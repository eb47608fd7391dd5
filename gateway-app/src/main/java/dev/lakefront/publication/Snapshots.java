package dev.lakefront.publication;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Holds the published snapshot. Reading it never blocks; publishing is one reference write. */
@Component
public class Snapshots {

    private final ObjectProvider<SnapshotListener> listeners;
    private volatile Snapshot current = Snapshot.EMPTY;

    Snapshots(ObjectProvider<SnapshotListener> listeners) {
        this.listeners = listeners;
    }

    public Snapshot current() {
        return current;
    }

    /** Listeners are told first: nobody may see a snapshot whose paths do not lead anywhere yet, or never will. */
    void publish(Snapshot snapshot) {
        listeners.orderedStream().forEach(listener -> listener.published(snapshot));
        current = snapshot;
    }
}
