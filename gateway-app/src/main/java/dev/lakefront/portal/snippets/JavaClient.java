package dev.lakefront.portal.snippets;

import java.util.stream.Collectors;

/** With the client of the JDK, as one file that {@code java} runs. */
final class JavaClient implements Language {

    @Override
    public Label label() {
        return new Label("java", "Java", "Call.java", "Java 17 or later; run it with: java Call.java");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return true;
    }

    @Override
    public String write(Target target, Content content) {
        StringBuilder code = new StringBuilder("""
            import java.net.URI;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpResponse;

            public class Call {
                public static void main(String[] args) throws Exception {
            """);
        if (content.hasBody()) {
            code.append("        String body = ").append(text(content)).append(";\n");
        }
        code.append("        HttpRequest request = HttpRequest.newBuilder(URI.create(")
                .append(Quotes.json(content.call().url()))
                .append("))\n");
        if (target.needsKey()) {
            code.append("                .header(\"X-API-Key\", System.getenv(\"")
                    .append(KEY)
                    .append("\"))\n");
        }
        content.call()
                .headers()
                .forEach((name, value) -> code.append("                .header(")
                        .append(Quotes.json(name))
                        .append(", ")
                        .append(Quotes.json(value))
                        .append(")\n"));
        code.append("                .method(")
                .append(Quotes.json(content.call().method()))
                .append(", HttpRequest.BodyPublishers.")
                .append(content.hasBody() ? "ofString(body)" : "noBody()")
                .append(")\n                .build();\n");
        return code.append(answer(content)).append("    }\n}\n").toString();
    }

    private static String answer(Content content) {
        return content.streams() ? """
                    HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofLines())
                            .body()
                            .forEach(System.out::println);
            """ : """
                        HttpResponse<String> response = HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString());
                        System.out.println(response.body());
                """;
    }

    /** A text block where there are lines; its last line break is none of the body's. */
    private static String text(Content content) {
        String text = content.text();
        if (!text.contains("\n")) {
            return Quotes.json(text);
        }
        String margin = "                ";
        return "\"\"\"\n" + text.lines().map(line -> margin + escaped(line)).collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" + margin : "\\\n" + margin) + "\"\"\"";
    }

    private static String escaped(String line) {
        String quoted = Quotes.json(line);
        String inner =
                quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("\"\"\"", "\"\"\\\"");
        // A text block loses the spaces at the end of its lines.
        return inner.endsWith(" ") ? inner.substring(0, inner.length() - 1) + "\\s" : inner;
    }
}
