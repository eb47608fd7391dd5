package dev.lakefront.portal.snippets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** With the package {@code requests}. */
final class Python implements Language {

    @Override
    public Label label() {
        return new Label("python", "Python", "call.py", "pip install requests");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return true;
    }

    @Override
    public String write(Target target, Content content) {
        StringBuilder code = new StringBuilder();
        if (target.needsKey()) {
            code.append("import os\n\n");
        }
        code.append("import requests\n\nresponse = ").append(request(content)).append("\n");
        arguments(target, content)
                .forEach(line -> code.append("    ").append(line).append(",\n"));
        code.append(")\n");
        if (content.streams()) {
            code.append("response.raise_for_status()\n")
                    .append("for line in response.iter_lines(decode_unicode=True):\n    print(line)\n");
        } else {
            code.append("response.raise_for_status()\nprint(")
                    .append(answer(content))
                    .append(")\n");
        }
        return code.toString();
    }

    private static String request(Content content) {
        String method = content.call().method();
        return switch (method) {
            case "GET", "POST", "PUT", "PATCH", "DELETE" -> "requests." + method.toLowerCase(Locale.ROOT) + "(";
            default -> "requests.request(\n    " + Quotes.python(method) + ",";
        };
    }

    private static String answer(Content content) {
        return content.call().method().equals("HEAD") ? "dict(response.headers)" : "response.json()";
    }

    private static List<String> arguments(Target target, Content content) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Quotes.python(content.call().url()));
        boolean json = content.fitsDoubles();
        String headers = headers(target, content.call().headers(), json);
        if (!headers.isEmpty()) {
            arguments.add("headers={" + headers + "}");
        }
        if (json && content.json() != null) {
            arguments.add("json=" + Literals.PYTHON.write(content.json(), "    "));
        } else if (content.hasBody()) {
            arguments.add("data=" + Quotes.python(content.text()) + ".encode()");
        }
        if (content.streams()) {
            arguments.add("stream=True");
        }
        arguments.add("timeout=300");
        return arguments;
    }

    /** With a body given as JSON, requests names its type itself. */
    static String headers(Target target, Map<String, String> headers, boolean json) {
        List<String> entries = new ArrayList<>();
        if (target.needsKey()) {
            entries.add("\"X-API-Key\": os.environ[\"" + KEY + "\"]");
        }
        headers.forEach((name, value) -> {
            if (!json || !name.equalsIgnoreCase("Content-Type") || !value.equals("application/json")) {
                entries.add(Quotes.python(name) + ": " + Quotes.python(value));
            }
        });
        return String.join(", ", entries);
    }
}
