package dev.lakefront.proxy;

import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.SnapshotListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** First to be told, because calls wait for it: holds the route table of the published snapshot; a new one takes its place by one reference write. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
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
