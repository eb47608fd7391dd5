package dev.lakefront.portal.snippets;

import java.util.ArrayList;
import java.util.List;

/** For Node: a key has no place in a page. */
final class JavaScriptFetch implements Language {

    @Override
    public Label label() {
        return new Label(
                "javascript", "JavaScript", "call.mjs", "Node 18 or later. Keep the key on a server, out of pages.");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return true;
    }

    @Override
    public String write(Target target, Content content) {
        ClientCall call = content.call();
        List<String> options = new ArrayList<>();
        options.add("method: " + Quotes.json(call.method()));
        List<String> headers = new ArrayList<>();
        if (target.needsKey()) {
            headers.add("\"X-API-Key\": process.env." + KEY);
        }
        call.headers().forEach((name, value) -> headers.add(Quotes.json(name) + ": " + Quotes.json(value)));
        if (!headers.isEmpty()) {
            options.add("headers: { " + String.join(", ", headers) + " }");
        }
        if (content.fitsDoubles() && content.json() != null) {
            options.add("body: JSON.stringify(" + Literals.JAVASCRIPT.write(content.json(), "  ") + ")");
        } else if (content.hasBody()) {
            options.add("body: " + Quotes.json(content.text()));
        }
        return "const response = await fetch(" + Quotes.json(call.url()) + ", {\n  " + String.join(",\n  ", options)
                + ",\n});\n"
                + "if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);\n"
                + answer(content);
    }

    private static String answer(Content content) {
        return content.streams()
                ? "for await (const text of response.body.pipeThrough(new TextDecoderStream())) {\n"
                        + "  process.stdout.write(text);\n}\n"
                : "console.log(JSON.stringify(await response.json(), null, 2));\n";
    }
}
