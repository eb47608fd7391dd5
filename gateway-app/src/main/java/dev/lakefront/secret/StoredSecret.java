package dev.lakefront.secret;

import java.util.Optional;

/** One secret of a store as it was last read. Reading it never blocks; {@link #refresh} does. */
final class StoredSecret {

    private final SecretStore store;
    private final String path;
    private volatile Secret value;

    StoredSecret(SecretStore store, String path, Secret value) {
        this.store = store;
        this.path = path;
        this.value = value;
    }

    Secret current() {
        return value;
    }

    /** Reads it again; true when it is another one now. A secret that is gone or empty stays what it was. */
    boolean refresh() {
        Optional<Secret> found = store.find(path);
        if (found.isEmpty() || found.get().isEmpty()) {
            throw new SecretUnreadable(this + " is gone or empty");
        }
        boolean changed = !found.get().equals(value);
        if (changed) {
            value = found.get();
        }
        return changed;
    }

    /** Two of them are the same when they name the same place, whatever they last held. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredSecret secret && store.equals(secret.store) && path.equals(secret.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return store.scheme() + ":" + path;
    }
}
