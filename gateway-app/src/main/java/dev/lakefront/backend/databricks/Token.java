package dev.lakefront.backend.databricks;

import dev.lakefront.backend.AttachedCredential;
import java.time.Instant;

/**
 * An access token.
 *
 * @param refreshAt from when on a newer one is fetched, while this one is still sent
 */
record Token(AttachedCredential header, Instant refreshAt, Instant expiresAt) {}
