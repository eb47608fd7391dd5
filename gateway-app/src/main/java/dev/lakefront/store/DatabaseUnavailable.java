package dev.lakefront.store;

import org.jspecify.annotations.Nullable;

/** Says that something cannot be read or changed now, because the database does not answer. Worth trying again. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(@Nullable Throwable cause) {
        super("the portal's database does not answer; try again in a moment", cause);
    }
}
