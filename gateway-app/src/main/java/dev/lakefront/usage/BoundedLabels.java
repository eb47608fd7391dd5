package dev.lakefront.usage;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The first so many values of a label; every later one is {@value #OTHER}. First come, first served: what is called
 * first is most likely what is called most. Thread-safe.
 */
final class BoundedLabels {

    /** Underscores, because no id may have one: an API may well be called {@code other}. */
    static final String OTHER = "_other";

    static final String NONE = "_none";

    private final int most;
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    BoundedLabels(int most) {
        this.most = most;
    }

    String label(@Nullable String value) {
        if (value == null) {
            return NONE;
        }
        return own.contains(value) || claim(value) ? value : OTHER;
    }

    private boolean claim(String value) {
        if (own.size() >= most) {
            return false;
        }
        synchronized (own) {
            return own.size() < most && own.add(value) || own.contains(value);
        }
    }

    /** Frees the places of all other values; answers whether any was taken. */
    boolean retain(Collection<String> values) {
        synchronized (own) {
            return own.retainAll(values);
        }
    }

    boolean isOwn(String value) {
        return own.contains(value);
    }
}
