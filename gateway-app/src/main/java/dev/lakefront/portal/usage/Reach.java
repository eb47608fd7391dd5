package dev.lakefront.portal.usage;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitor;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which usage a visitor may see: that of own subscriptions, and administrators that of all.
 *
 * @param visitor the id of who may
 * @param titles of those to choose from, by their ids
 */
record Reach(String visitor, SortedMap<String, String> titles, boolean everything) {

    /** Blocks. */
    static Reach of(Visitor visitor, OwnSubscriptions subscriptions) {
        return new Reach(visitor.id(), subscriptions.of(visitor), visitor.is(Role.ADMINISTRATOR));
    }

    /**
     * What the store is to be asked for; absent means everybody's.
     *
     * @param chosen one subscription; absent for all that may be seen
     * @throws ResponseStatusException 404 for what is somebody else's, as for what is not there
     */
    @Nullable
    Set<String> restricted(@Nullable String chosen) {
        if (chosen == null) {
            return everything ? null : titles.keySet();
        }
        if (!everything && !titles.containsKey(chosen)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such subscription.");
        }
        return Set.of(chosen);
    }
}
