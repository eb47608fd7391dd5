package dev.lakefront.portal.snippets;

/** With the package {@code httr2}. */
final class RHttr2 implements Language {

    @Override
    public Label label() {
        return new Label("r", "R", "call.R", "install.packages(\"httr2\")");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return true;
    }

    @Override
    public String write(Target target, Content content) {
        ClientCall call = content.call();
        StringBuilder code = new StringBuilder("library(httr2)\n\nresponse <- request(")
                .append(Quotes.r(call.url()))
                .append(") |>\n  req_method(")
                .append(Quotes.r(call.method()))
                .append(") |>\n");
        if (target.needsKey()) {
            code.append("  req_headers(\"X-API-Key\" = Sys.getenv(\"")
                    .append(KEY)
                    .append("\"), .redact = \"X-API-Key\") |>\n");
        }
        call.headers().forEach((name, value) -> {
            if (!content.hasBody() || !name.equalsIgnoreCase("Content-Type")) {
                code.append("  req_headers(")
                        .append(Quotes.r(name))
                        .append(" = ")
                        .append(Quotes.r(value))
                        .append(") |>\n");
            }
        });
        if (content.hasBody()) {
            code.append("  req_body_raw(")
                    .append(body(content.text()))
                    .append(", type = ")
                    .append(Quotes.r(call.headers().getOrDefault("Content-Type", "application/json")))
                    .append(") |>\n");
        }
        return code.append("  req_perform()\n\nstr(resp_body_json(response))\n").toString();
    }

    /** As it is, between marks that it does not hold; by escapes where something in it cannot be seen. */
    private static String body(String text) {
        if (!text.codePoints().allMatch(c -> c == '\n' || Quotes.isVisible(c))) {
            return Quotes.r(text);
        }
        String dashes = "";
        while (text.contains(")" + dashes + "\"")) {
            dashes += "-";
        }
        return "r\"" + dashes + "(" + text + ")" + dashes + "\"";
    }
}
