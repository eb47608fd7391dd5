package dev.lakefront;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a running gateway tells Prometheus, and what an expression asks of it. */
final class Metrics {

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", Pattern.MULTILINE);
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    private Metrics() {}

    static String scrape(Gateway gateway) {
        URI page = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus");
        return gateway.send(HttpRequest.newBuilder(page)).body();
    }

    /** The names of all samples in a scrape. */
    static Set<String> names(String scrape) {
        return SAMPLE.matcher(scrape)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all metrics in a PromQL expression. */
    static Set<String> namesIn(String expression) {
        String plain = TEXT.matcher(expression).replaceAll(" ");
        plain = GROUPING.matcher(plain).replaceAll(" ");
        plain = SELECTOR.matcher(plain).replaceAll(" ");
        plain = RANGE.matcher(plain).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher words = WORD.matcher(plain);
        while (words.find()) {
            if (!OPERATORS.contains(words.group()) && !isNumber(plain, words.start())) {
                names.add(words.group());
            }
        }
        return names;
    }

    /** Such as the e in 1e9. */
    private static boolean isNumber(String text, int start) {
        return start > 0 && Character.isDigit(text.charAt(start - 1));
    }
}
