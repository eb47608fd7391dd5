package dev.lakefront.subscription;

import dev.lakefront.document.Nearest;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LoweredLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out whether a subscription only lowers limits, and only such as there are. */
final class LimitCheck {

    /**
     * One limit that cannot be.
     *
     * @param unknown whether there is none of this name; else it is too high
     */
    record Fault(String name, boolean unknown, String message) {}

    private LimitCheck() {}

    /** @param possible those that may be lowered; of two with one name the lower one counts */
    static List<Fault> faults(LoweredLimits own, Scope scope, List<Limit> possible) {
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(own.amounts()).forEach((name, amount) -> {
            Optional<Limit> declared = possible.stream()
                    .filter(limit -> limit.name().equals(name))
                    .min(Comparator.comparingLong(Limit::amount));
            if (declared.isEmpty()) {
                faults.add(new Fault(name, true, unknown(name, scope, possible)));
            } else if (amount > declared.get().amount()) {
                faults.add(new Fault(name, false, tooHigh(name, amount, declared.get())));
            }
        });
        return faults;
    }

    private static String unknown(String name, Scope scope, List<Limit> possible) {
        List<String> names = possible.stream().map(Limit::name).distinct().toList();
        return "no limit '" + name + "' counts each subscription's own calls " + of(scope)
                + (names.isEmpty() ? "; there is none that could be lowered" : Nearest.hint(name, names));
    }

    private static String of(Scope scope) {
        return switch (scope) {
            case Scope.Product(String id) -> "of product '" + id + "'";
            case Scope.Api(String id) -> "of API '" + id + "'";
            case Scope.All _ -> "of all APIs";
        };
    }

    private static String tooHigh(String name, long amount, Limit declared) {
        String unit = switch (declared.unit()) {
            case CALLS -> "calls";
            case CALLS_IN_FLIGHT -> "calls at one time";
            case BYTES -> "bytes";
            case INPUTS -> "inputs";
            case ROWS -> "rows";
        };
        return "limit '" + name + "' is " + amount + "; a subscription may only lower it, and policies/"
                + declared.scope() + ".yaml says " + declared.amount() + " " + unit + ": write 1 to "
                + declared.amount();
    }
}
