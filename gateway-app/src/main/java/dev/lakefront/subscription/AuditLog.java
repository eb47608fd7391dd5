package dev.lakefront.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port to the log of who did what. It only grows: nothing in it is ever changed. Blocks. */
public interface AuditLog {

    /** Adds an event, within the transaction of the change that it tells of. */
    void add(AuditEvent event);

    /** Newest first. */
    List<AuditEvent> read(int offset, int limit);

    /** Of one object, newest first. */
    List<AuditEvent> of(String objectKind, String objectId);

    /**
     * Newest first, and always the same part, whatever is added meanwhile.
     *
     * @param number of the line that came before; {@link Long#MAX_VALUE} for the newest
     * @param objectId absent means of every object
     */
    List<AuditLine> before(long number, @Nullable String objectId, int limit);
}
