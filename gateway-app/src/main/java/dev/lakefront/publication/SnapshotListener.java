package dev.lakefront.publication;

/** Told of every published snapshot, in order, by the thread that published it. Found by injection. */
public interface SnapshotListener {

    void published(Snapshot snapshot);
}
