package dev.lakefront.backend;

import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What the gateway signs in to a workspace with; one object for each definition of a workspace.
 *
 * <p>Thread-safe, and never blocks the thread that subscribes.
 */
public interface Credential {

    /** The header for a call; empty where the workspace asks for none. Fails with {@link CredentialUnavailable}. */
    Mono<AttachedCredential> current();

    /**
     * Tries to get another credential than the one that the workspace has just refused: true when there is one now. All
     * who ask at the same time share one try. Never fails.
     */
    Mono<Boolean> renew(AttachedCredential rejected);

    /** When what is sent now ends; empty where it does not end by itself, or where nothing was fetched yet. */
    default Optional<Instant> expiresAt() {
        return Optional.empty();
    }

    /** A credential that is read from a secret store as it is, and read again when the workspace refuses it. */
    static Credential stored(Authentication authentication) {
        return switch (authentication) {
            case Authentication.Token token -> new StoredCredential("Authorization", "Bearer", token.token(), null);
            case Authentication.Header header -> new StoredCredential(header.name(), "", header.value(), null);
            case Authentication.Basic basic ->
                new StoredCredential("Authorization", "Basic", basic.username(), basic.password());
            case Authentication.None none -> new NoCredential();
            case Authentication.OAuthM2M exchanged ->
                throw new IllegalArgumentException("an OAuth client is no credential that can be sent as it is");
        };
    }
}
