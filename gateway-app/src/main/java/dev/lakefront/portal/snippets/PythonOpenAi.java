package dev.lakefront.portal.snippets;

import dev.lakefront.catalog.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** With the package {@code openai}, which finds the API by its id as the model. */
final class PythonOpenAi implements Language {

    /** What its methods take; anything else is sent as {@code extra_body}. */
    private static final Set<String> ARGUMENTS = Set.of(
            "messages",
            "prompt",
            "input",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "stream",
            "tools",
            "tool_choice",
            "dimensions",
            "encoding_format",
            "presence_penalty",
            "frequency_penalty",
            "seed",
            "user");

    @Override
    public Label label() {
        return new Label("openai", "Python openai", "call_openai.py", "pip install openai");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return content.call().method().equals("POST")
                && content.fitsDoubles()
                && content.has(property(target.task()))
                && content.call().url().equals(target.invocations());
    }

    private static String property(Task task) {
        return switch (task) {
            case CHAT -> "messages";
            case COMPLETIONS -> "prompt";
            case EMBEDDINGS -> "input";
            case AGENT, TABULAR, FEATURES, CUSTOM -> "\0";
        };
    }

    @Override
    public String write(Target target, Content content) {
        String method = switch (target.task()) {
            case CHAT -> "chat.completions";
            case COMPLETIONS -> "completions";
            default -> "embeddings";
        };
        StringBuilder code = new StringBuilder("import os\n\nfrom openai import OpenAI\n\n");
        code.append("client = OpenAI(base_url=").append(Quotes.python(target.gateway() + "/v1"));
        code.append(", api_key=os.environ[\"").append(KEY).append("\"])\n\n");
        code.append("answer = client.").append(method).append(".create(\n");
        code.append("    model=").append(Quotes.python(target.api())).append(",\n");
        arguments(content)
                .forEach((name, value) -> code.append("    ")
                        .append(name)
                        .append('=')
                        .append(value)
                        .append(",\n"));
        return code.append(")\n")
                .append(answer(target.task(), content.streams()))
                .toString();
    }

    private static Map<String, String> arguments(Content content) {
        Map<String, String> arguments = new LinkedHashMap<>();
        StringBuilder others = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : properties(content)) {
            String value = Literals.PYTHON.write(entry.getValue(), "    ");
            if (ARGUMENTS.contains(entry.getKey())) {
                arguments.put(entry.getKey(), value);
            } else if (!entry.getKey().equals("model")) {
                others.append(others.isEmpty() ? "" : ", ")
                        .append(Quotes.python(entry.getKey()))
                        .append(": ")
                        .append(value);
            }
        }
        if (!others.isEmpty()) {
            arguments.put("extra_body", "{" + others + "}");
        }
        return arguments;
    }

    private static Set<Map.Entry<String, JsonNode>> properties(Content content) {
        return content.json() == null ? Set.of() : content.json().properties();
    }

    private static String answer(Task task, boolean streams) {
        if (task == Task.EMBEDDINGS) {
            return "for item in answer.data:\n    print(item.index, item.embedding[:4], \"...\")\n";
        }
        String piece = task == Task.CHAT ? "delta.content or \"\"" : "text";
        if (streams) {
            return "for chunk in answer:\n    if chunk.choices:\n        print(chunk.choices[0]." + piece
                    + ", end=\"\", flush=True)\nprint()\n";
        }
        return "print(answer.choices[0]." + (task == Task.CHAT ? "message.content" : "text") + ")\n";
    }
}
