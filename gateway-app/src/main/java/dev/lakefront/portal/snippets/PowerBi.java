package dev.lakefront.portal.snippets;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A query for Power BI and Excel, in Power Query's M. There is no environment: the key is a parameter of the report. */
final class PowerBi implements Language {

    @Override
    public Label label() {
        return new Label(
                "powerbi",
                "Power BI",
                "query.pq",
                "Get data, Blank query, Advanced editor. Make a text parameter named " + KEY
                        + " under Manage parameters, and sign in to the address as Anonymous: the header carries the"
                        + " key.");
    }

    @Override
    public boolean writes(Target target, Content content) {
        // With a content, Web.Contents sends a POST; other methods it does not have.
        return !content.streams() && content.call().method().equals(content.hasBody() ? "POST" : "GET");
    }

    @Override
    public String write(Target target, Content content) {
        ClientCall call = content.call();
        List<String> options = new ArrayList<>();
        String below = call.url().startsWith(target.gateway() + "/")
                ? call.url().substring(target.gateway().length() + 1)
                : "";
        String base = below.isEmpty() ? call.url() : target.gateway();
        if (!below.isEmpty()) {
            // An address that never changes can be refreshed on a schedule.
            options.addAll(place(below));
        }
        List<String> headers = new ArrayList<>();
        if (target.needsKey()) {
            headers.add("#\"X-API-Key\" = " + KEY);
        }
        call.headers().forEach((name, value) -> headers.add("#" + Quotes.m(name) + " = " + Quotes.m(value)));
        options.add("Headers = [" + String.join(", ", headers) + "]");
        if (content.hasBody()) {
            options.add("Content = Text.ToBinary(Body, TextEncoding.Utf8)");
        }
        // The default is 100 seconds, which a model that has to wake up may need.
        options.add("Timeout = #duration(0, 0, 5, 0)");
        return "let\n" + (content.hasBody() ? "    Body = " + body(content) + ",\n" : "")
                + "    Response = Web.Contents(" + Quotes.m(base) + ", [\n        "
                + String.join(",\n        ", options) + "\n    ]),\n    Answer = Json.Document(Response)"
                + table(content);
    }

    /** What stands below the gateway's address. M escapes a query itself; one that no record can hold stays as it is. */
    private static List<String> place(String below) {
        int mark = below.indexOf('?');
        if (mark < 0) {
            return List.of("RelativePath = " + Quotes.m(below));
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : below.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1
                    || query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                return List.of("RelativePath = " + Quotes.m(below));
            }
        }
        List<String> fields = query.entrySet().stream()
                .map(field -> "#" + Quotes.m(field.getKey()) + " = " + Quotes.m(field.getValue()))
                .toList();
        return List.of(
                "RelativePath = " + Quotes.m(below.substring(0, mark)), "Query = [" + String.join(", ", fields) + "]");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Line by line, for people to read. */
    private static String body(Content content) {
        return String.join(
                " &\n        ",
                content.text().lines().map(line -> Quotes.m(line + "\n")).toList());
    }

    private static String table(Content content) {
        boolean rows = content.has("dataframe_records")
                || content.has("dataframe_split")
                || content.has("instances")
                || content.has("inputs");
        return rows
                ? ",\n"
                        + "    Predictions = Table.FromList(Answer[predictions], Splitter.SplitByNothing(),"
                        + " {\"prediction\"})\n"
                        + "in\n"
                        + "    Predictions\n"
                : "\nin\n    Answer\n";
    }
}
