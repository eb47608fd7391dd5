package dev.lakefront.usage.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a statement that lets through only what was asked for, and the values that it speaks of. */
final class Restriction {

    private final StringBuilder where = new StringBuilder("1 = 1");
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Rows of one of these; all rows when they are absent. They must not be empty. */
    Restriction subscriptions(@Nullable Set<String> subscriptions) {
        return subscriptions == null ? this : and("subscription in (:subscriptions)", "subscriptions", subscriptions);
    }

    /** Rows whose column has this value; all rows when it is absent. */
    Restriction equal(String column, @Nullable String value) {
        return value == null ? this : and(column + " = :" + column, column, value);
    }

    private Restriction and(String condition, String name, Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
        return this;
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> values() {
        return values;
    }
}
