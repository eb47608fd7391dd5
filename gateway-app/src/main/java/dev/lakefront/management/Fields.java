package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a body. Each is asked for by its name; what is wrong is collected, and told at once by {@link #finish},
 * which also refuses every member that nobody asked for: nothing gets in by its name alone.
 */
final class Fields {

    private static final int MOST_TOLD = 20;

    private record Mistake(String pointer, String detail) {}

    private final String place;
    private final ObjectNode members;
    private final List<Mistake> mistakes;
    private final Set<String> asked = new HashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    Fields(ObjectNode members) {
        this("", members, new ArrayList<>());
    }

    private Fields(String place, ObjectNode members, List<Mistake> mistakes) {
        this.place = place;
        this.members = members;
        this.mistakes = mistakes;
    }

    /** A text that must be there; empty when it is not, which {@link #finish} tells. */
    String text(String name, int most) {
        String text = optional(name, most);
        if (text == null || text.isBlank()) {
            wrong(name, "must be a text");
            return "";
        }
        return text;
    }

    /** A text that may be left out, or null. */
    @Nullable
    String optional(String name, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            wrong(name, "must be a text");
            return null;
        }
        String text = value.stringValue();
        if (text.length() > most) {
            wrong(name, "must be no longer than " + most + " characters");
            return null;
        }
        if (!isPlain(text)) {
            wrong(name, "must not hold control characters or halves of characters");
            return null;
        }
        return text;
    }

    /** False where it is left out. */
    boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            wrong(name, "must be true or false");
        }
        return value != null && value.asBoolean(false);
    }

    /** A day such as 2027-06-30. */
    @Nullable
    LocalDate day(String name) {
        return parsed(name, LocalDate::parse, "must be a day such as 2027-06-30");
    }

    /** A span of time as in ISO 8601, such as P7D or PT12H. */
    @Nullable
    Duration span(String name) {
        return parsed(name, Duration::parse, "must be a span of time as in ISO 8601, such as P7D or PT12H");
    }

    /** All members, whatever their names, as whole numbers from 1; what is wrong is told by {@link #finish}. */
    Map<String, Long> amounts(long most) {
        Map<String, Long> amounts = new HashMap<>();
        members.propertyNames().forEach(name -> {
            JsonNode value = value(name);
            if (value != null && value.isIntegralNumber() && value.canConvertToLong() && isWithin(value, most)) {
                amounts.put(name, value.longValue());
            } else {
                wrong(Answer.shown(name), "must be a whole number from 1 to " + most);
            }
        });
        return amounts;
    }

    private static boolean isWithin(JsonNode amount, long most) {
        return amount.longValue() >= 1 && amount.longValue() <= most;
    }

    private <T> @Nullable T parsed(String name, Function<String, T> parser, String rule) {
        String text = optional(name, 40);
        try {
            return text == null ? null : parser.apply(text);
        } catch (DateTimeException | ArithmeticException unreadable) {
            wrong(name, rule);
            return null;
        }
    }

    /** An object that must be there; an empty one when it is not, which {@link #finish} tells. */
    Fields object(String name) {
        JsonNode value = value(name);
        if (!(value instanceof ObjectNode)) {
            wrong(name, "must be an object");
        }
        ObjectNode object =
                value instanceof ObjectNode given ? given : JsonMapper.shared().createObjectNode();
        Fields fields = new Fields(place + "/" + escaped(name), object, mistakes);
        if (value instanceof ObjectNode) {
            inner.add(fields);
        }
        return fields;
    }

    /** Notes what is wrong with a member. */
    void wrong(String name, String rule) {
        String pointer = place + "/" + escaped(name);
        // The first word on a member is enough, and on what it stands in.
        if (mistakes.stream().noneMatch(known -> (pointer + "/").startsWith(known.pointer() + "/"))) {
            mistakes.add(new Mistake(pointer, "'" + name + "' " + rule + "."));
        }
    }

    /** Fails with {@code invalid-body} when anything was wrong. */
    void finish() {
        refuseUnknown();
        if (!mistakes.isEmpty()) {
            throw refused(mistakes.subList(0, Math.min(MOST_TOLD, mistakes.size())));
        }
    }

    /** For what is found wrong only when it is done. */
    static GatewayProblem refused(String pointer, String detail) {
        return refused(List.of(new Mistake(pointer, detail)));
    }

    /** The same for several members: what is wrong, by their names. */
    static GatewayProblem refused(Map<String, String> faults) {
        return refused(faults.entrySet().stream()
                .limit(MOST_TOLD)
                .map(fault -> new Mistake(
                        "/" + escaped(Answer.shown(fault.getKey())), StringUtils.capitalize(fault.getValue()) + "."))
                .toList());
    }

    private static GatewayProblem refused(List<Mistake> told) {
        return new GatewayProblem(
                        ProblemType.INVALID_BODY,
                        told.size() == 1
                                ? told.getFirst().detail()
                                : "The body has " + told.size() + " mistakes; 'errors' names them.")
                .with(
                        "errors",
                        told.stream()
                                .map(mistake -> Map.of("pointer", mistake.pointer(), "detail", mistake.detail()))
                                .toList());
    }

    private void refuseUnknown() {
        members.propertyNames().stream().filter(name -> !asked.contains(name)).forEach(name -> {
            String shown = Answer.shown(name);
            mistakes.add(new Mistake(place + "/" + escaped(shown), "'" + shown + "' is not known here."));
        });
        inner.forEach(Fields::refuseUnknown);
    }

    private @Nullable JsonNode value(String name) {
        asked.add(name);
        JsonNode value = members.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** What every database can keep: PostgreSQL takes neither NUL nor half a surrogate pair. */
    private static boolean isPlain(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.chars().allMatch(one -> !Character.isISOControl(one) || one == '\n' || one == '\t');
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
