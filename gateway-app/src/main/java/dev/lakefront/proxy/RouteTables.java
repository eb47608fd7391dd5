package dev.lakefront.proxy;

import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.SnapshotListener;
import org.springframework.stereotype.Component;

/** Holds the route table of the published snapshot; a new one takes its place by one reference write. */
@Component
class RouteTables implements SnapshotListener {

    private final Walk walk;
    private volatile RouteTable current;

    RouteTables(Walk walk) {
        this.walk = walk;
        this.current = RouteTable.of(Snapshot.EMPTY, walk);
    }

    @Override
    public void published(Snapshot snapshot) {
        current = current.next(snapshot, walk);
    }

    RouteTable current() {
        return current;
    }
}
