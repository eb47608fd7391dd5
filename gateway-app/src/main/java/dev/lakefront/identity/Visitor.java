package dev.lakefront.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has signed in.
 *
 * @param id the same at each visit and nobody else's: issuer and subject of an OpenID token, or a local user's name
 * @param name as people call them
 */
public record Visitor(String id, String name, @Nullable String email, Set<Role> roles) {

    public Visitor {
        roles = Set.copyOf(roles);
    }

    /** Whether this role, or one above it, is theirs. */
    public boolean is(Role role) {
        return roles.stream().anyMatch(own -> own.compareTo(role) >= 0);
    }
}
