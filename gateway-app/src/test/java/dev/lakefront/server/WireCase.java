package dev.lakefront.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One attack: the bytes that are sent, and what must become of them.
 *
 * @param answers the status of each answer
 * @param code of the problem in the last answer; absent where it is none of the gateway's
 * @param closes whether the connection ends after the last answer
 * @param reaches the request targets of the requests that the model server must have got, whole and in order
 * @param body what the last of them must have held; absent where it does not matter
 * @param absent names of headers that none of them may have, and texts that may not stand in any
 */
record WireCase(
        String name,
        String send,
        List<Integer> answers,
        String code,
        boolean closes,
        List<String> reaches,
        String body,
        List<String> absent) {

    private static final Pattern REPEATED = Pattern.compile("\\{(.)\\*(\\d+)}");

    /** The cases of {@code attacks/<file>.yaml}; {@code {H}} is the usual Host header, {@code {A*9}} nine times A. */
    static Stream<WireCase> of(String file, Map<String, String> words) {
        try (InputStream in = WireCase.class.getResourceAsStream("/attacks/" + file + ".yaml")) {
            List<?> cases = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return cases.stream().map(one -> read((Map<?, ?>) one, words)).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static WireCase read(Map<?, ?> one, Map<String, String> words) {
        String code = (String) one.get("code");
        Object answers = one.get("answers");
        List<Integer> statuses = answers == null
                ? List.of(400)
                : strings(answers).stream().map(Integer::valueOf).toList();
        boolean refused = answers == null;
        return new WireCase(
                (String) one.get("name"),
                expand((String) one.get("send"), words),
                statuses,
                code != null ? code : refused ? "bad-request-header" : null,
                one.containsKey("closes") ? (Boolean) one.get("closes") : refused,
                one.containsKey("reaches") ? strings(one.get("reaches")) : List.of(),
                (String) one.get("body"),
                one.containsKey("absent") ? strings(one.get("absent")) : List.of());
    }

    private static List<String> strings(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    private static String expand(String text, Map<String, String> words) {
        String expanded = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            expanded = expanded.replace("{" + word.getKey() + "}", word.getValue());
        }
        return REPEATED.matcher(expanded)
                .replaceAll((MatchResult found) -> found.group(1).repeat(Integer.parseInt(found.group(2))));
    }

    @Override
    public String toString() {
        return name;
    }
}
