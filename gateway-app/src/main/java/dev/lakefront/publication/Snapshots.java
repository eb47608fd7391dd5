package dev.lakefront.publication;

import java.util.List;
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

    void publish(Snapshot snapshot) {
        List<SnapshotListener> told = listeners.orderedStream().toList();
        current = snapshot;
        told.forEach(listener -> listener.published(snapshot));
    }
}
