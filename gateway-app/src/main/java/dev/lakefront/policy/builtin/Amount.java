package dev.lakefront.policy.builtin;

import dev.lakefront.limit.Unit;
import dev.lakefront.policy.PolicyRefused;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** How much of which unit, of which exactly one is written. */
record Amount(Unit unit, long value) {

    /** Fails with {@link PolicyRefused} when none is written, or more than one. */
    static Amount of(
            @Nullable Long calls,
            @Nullable Long inputs,
            @Nullable Long rows,
            @Nullable DataSize bytes,
            String choices) {
        Map<Unit, Long> written = new EnumMap<>(Unit.class);
        put(written, Unit.CALLS, calls);
        put(written, Unit.INPUTS, inputs);
        put(written, Unit.ROWS, rows);
        put(written, Unit.BYTES, bytes == null ? null : bytes.toBytes());
        List<Unit> units = List.copyOf(written.keySet());
        if (units.isEmpty()) {
            throw new PolicyRefused(Map.of("", "it does not say how much; write one of " + choices));
        }
        if (units.size() > 1) {
            throw new PolicyRefused(Map.of(
                    "/" + word(units.get(1)),
                    "'" + word(units.getFirst()) + "' is there already; a limit counts one thing, so make two of it"));
        }
        return new Amount(units.getFirst(), written.getOrDefault(units.getFirst(), 0L));
    }

    private static void put(Map<Unit, Long> written, Unit unit, @Nullable Long amount) {
        if (amount != null) {
            written.put(unit, amount);
        }
    }

    private static String word(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}
