package dev.lakefront.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did.
 *
 * @param action a verb, such as {@code approve} or {@code create-key}
 * @param objectKind what it was done to, for example {@code subscription}
 * @param before the object's state before; absent where it has none, or was not there
 * @param details what else is worth knowing, such as a comment or a key's name; never a secret
 */
public record AuditEvent(
        Instant at,
        Actor actor,
        String action,
        String objectKind,
        String objectId,
        @Nullable String before,
        @Nullable String after,
        @Nullable String details) {}
