package dev.lakefront.limit;

import java.util.Map;

/**
 * The limits that one subscription has lower than everybody else, by their names. Equal ones are the same to whoever works
 * out what they come to.
 *
 * @param amounts each at least 1
 */
public record LoweredLimits(Map<String, Long> amounts) {

    /** Everything is as it was declared. */
    public static final LoweredLimits NONE = new LoweredLimits(Map.of());

    public LoweredLimits {
        amounts = Map.copyOf(amounts);
        amounts.forEach((name, amount) -> {
            if (amount < 1 || amount > Limit.MOST) {
                throw new IllegalArgumentException(
                        "limit '" + name + "' is " + amount + "; it must be 1 to " + Limit.MOST);
            }
        });
    }

    public boolean isEmpty() {
        return amounts.isEmpty();
    }

    /** The limit as it holds for the subscription: the lower of what was declared and what is set here. */
    public Limit lower(Limit limit) {
        Long own = amounts.get(limit.name());
        return own == null ? limit : limit.lowered(own);
    }
}
