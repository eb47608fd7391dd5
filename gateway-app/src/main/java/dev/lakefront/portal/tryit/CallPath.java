package dev.lakefront.portal.tryit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** The path and query of a call, made of an operation's template and what was filled in. */
final class CallPath {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)}");

    private CallPath() {}

    /**
     * Encoded, with its query.
     *
     * @param values by the name of the field; what is not there is empty
     */
    static String of(OperationForm form, Map<String, String> values) {
        StringBuilder path = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(form.path());
        int end = 0;
        for (; parameter.find(); end = parameter.end()) {
            path.append(literal(form.path().substring(end, parameter.start())));
            path.append(encoded(values.getOrDefault("path." + parameter.group(1), "")));
        }
        path.append(literal(form.path().substring(end)));
        String query = query(form, values);
        return query.isEmpty()
                ? path.toString()
                : path.append('?').append(query).toString();
    }

    private static String query(OperationForm form, Map<String, String> values) {
        return form.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .filter(parameter -> !value(values, parameter).isEmpty())
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(value(values, parameter)))
                .collect(Collectors.joining("&"));
    }

    private static String value(Map<String, String> values, OperationForm.Parameter parameter) {
        return values.getOrDefault(parameter.field(), "");
    }

    private static String literal(String text) {
        return UriUtils.encodePath(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
