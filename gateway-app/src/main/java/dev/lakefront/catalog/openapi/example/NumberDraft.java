package dev.lakefront.catalog.openapi.example;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Numbers within the bounds of a schema, the most readable first. */
final class NumberDraft {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final boolean integer;
    private final @Nullable BigDecimal step;
    private final @Nullable BigDecimal least;
    private final @Nullable BigDecimal most;
    private final @Nullable BigDecimal above;
    private final @Nullable BigDecimal below;

    private NumberDraft(ObjectNode schema, boolean integer) {
        this.integer = integer;
        BigDecimal multiple = number(schema, "multipleOf");
        this.step = multiple != null && multiple.signum() > 0 ? multiple : null;
        this.least = number(schema, "minimum");
        this.most = number(schema, "maximum");
        this.above = number(schema, "exclusiveMinimum");
        this.below = number(schema, "exclusiveMaximum");
    }

    static List<JsonNode> candidates(ObjectNode schema, boolean integer, int row) {
        return new NumberDraft(schema, integer).candidates(row);
    }

    private List<JsonNode> candidates(int row) {
        List<BigDecimal> wishes = new ArrayList<>();
        wishes.add(BigDecimal.valueOf(row + 1L).add(integer ? BigDecimal.ZERO : HALF));
        wishes.add(BigDecimal.valueOf(row + 1L));
        BigDecimal low = larger(least, above);
        BigDecimal high = smaller(most, below);
        if (low != null && high != null) {
            wishes.add(low.add(high).divide(BigDecimal.TWO, MathContext.DECIMAL64));
        }
        near(low, row).forEach(wishes::add);
        near(high, -row).forEach(wishes::add);
        wishes.add(BigDecimal.ZERO);
        LinkedHashSet<JsonNode> fitting = new LinkedHashSet<>();
        wishes.forEach(wish -> fit(wish).ifPresent(value -> fitting.add(node(value))));
        return List.copyOf(fitting);
    }

    private List<BigDecimal> near(@Nullable BigDecimal bound, int row) {
        if (bound == null) {
            return List.of();
        }
        BigDecimal unit = step != null ? step : integer ? BigDecimal.ONE : HALF;
        return List.of(
                bound.add(unit.multiply(BigDecimal.valueOf(row))),
                bound,
                bound.add(unit),
                bound.subtract(unit),
                bound.add(bound.ulp()),
                bound.subtract(bound.ulp()));
    }

    /** The wish, moved to the nearest allowed step, if that is within the bounds. */
    private Optional<BigDecimal> fit(BigDecimal wish) {
        BigDecimal grid = step == null ? (integer ? BigDecimal.ONE : null) : integer ? wholeStep(step) : step;
        if (grid == null) {
            return Optional.of(wish).filter(this::isWithin);
        }
        for (RoundingMode rounding : List.of(RoundingMode.CEILING, RoundingMode.FLOOR)) {
            BigDecimal moved = wish.divide(grid, 0, rounding).multiply(grid);
            if (isWithin(moved)) {
                return Optional.of(moved);
            }
        }
        return Optional.empty();
    }

    private static BigDecimal wholeStep(BigDecimal step) {
        BigDecimal whole = step;
        for (int i = 0; i < 1_000 && whole.remainder(BigDecimal.ONE).signum() != 0; i++) {
            whole = whole.add(step);
        }
        return whole;
    }

    private boolean isWithin(BigDecimal value) {
        return (least == null || value.compareTo(least) >= 0)
                && (most == null || value.compareTo(most) <= 0)
                && (above == null || value.compareTo(above) > 0)
                && (below == null || value.compareTo(below) < 0);
    }

    /** As small a node as a parser would make of it: nodes of other sizes are not equal. */
    private JsonNode node(BigDecimal value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (!integer) {
            return json.numberNode(value.doubleValue());
        }
        BigInteger whole = value.toBigInteger();
        if (whole.bitLength() < Integer.SIZE) {
            return json.numberNode(whole.intValueExact());
        }
        return whole.bitLength() < Long.SIZE ? json.numberNode(whole.longValueExact()) : json.numberNode(whole);
    }

    private static @Nullable BigDecimal number(ObjectNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        // A bound such as 1e999999 would make the sums below endless.
        return value.isNumber()
                        && Math.abs(value.decimalValue().precision()
                                        - value.decimalValue().scale())
                                < 400
                ? value.decimalValue()
                : null;
    }

    private static @Nullable BigDecimal larger(@Nullable BigDecimal one, @Nullable BigDecimal two) {
        return one == null ? two : two == null ? one : one.max(two);
    }

    private static @Nullable BigDecimal smaller(@Nullable BigDecimal one, @Nullable BigDecimal two) {
        return one == null ? two : two == null ? one : one.min(two);
    }
}
