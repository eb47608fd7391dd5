package dev.lakefront.secret;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to a place where secrets live. Found by injecting {@code List<SecretStore>}; schemes are unique.
 *
 * <p>Thread-safe. Both methods may block: they are called while a snapshot is compiled and when secrets are read again,
 * never for a request.
 */
public interface SecretStore {

    /** The word before the colon of a reference, for example {@code env}; at the same time the store's type. */
    String scheme();

    /**
     * Reads a secret anew, as it is now; empty when there is none of this path.
     *
     * @throws SecretUnreadable when there may be one, but it can't be had
     */
    Optional<Secret> find(String path);

    /** Paths that could have been meant, for {@code did you mean ...?}; need not be complete. */
    default Collection<String> names() {
        return List.of();
    }
}
