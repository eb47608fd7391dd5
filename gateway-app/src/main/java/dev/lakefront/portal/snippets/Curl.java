package dev.lakefront.portal.snippets;

import java.util.ArrayList;
import java.util.List;

/** For every shell but PowerShell. */
final class Curl implements Language {

    @Override
    public Label label() {
        return new Label("curl", "curl", "call.sh", "In bash or zsh, with the key in the variable " + KEY + ".");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return true;
    }

    @Override
    public String write(Target target, Content content) {
        ClientCall call = content.call();
        List<String> parts = new ArrayList<>();
        parts.add("curl " + options(content) + Quotes.shell(call.url()));
        if (target.needsKey()) {
            parts.add("-H \"X-API-Key: $" + KEY + "\"");
        }
        call.headers().forEach((name, value) -> parts.add(header(name, value)));
        if (content.hasBody()) {
            parts.add("--data-raw " + Quotes.shell(content.text()));
        }
        return String.join(" \\\n  ", parts) + "\n";
    }

    private static String options(Content content) {
        ClientCall call = content.call();
        StringBuilder options = new StringBuilder();
        if (content.streams()) {
            options.append("--no-buffer ");
        }
        if (call.url().matches(".*[\\[\\]{}].*")) {
            options.append("--globoff ");
        }
        if (call.method().equals("HEAD")) {
            options.append("--head ");
        } else if (!call.method().equals(content.hasBody() ? "POST" : "GET")) {
            options.append("-X ").append(call.method()).append(' ');
        }
        return options.toString();
    }

    /** curl removes a header that it is given without a value, unless a semicolon stands in its place. */
    private static String header(String name, String value) {
        return "-H " + Quotes.shell(value.isEmpty() ? name + ";" : name + ": " + value);
    }
}
