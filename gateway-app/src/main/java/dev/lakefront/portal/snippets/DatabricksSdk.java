package dev.lakefront.portal.snippets;

import java.util.Set;
import java.util.TreeSet;

/** With the package {@code databricks-sdk}, which takes the gateway for a workspace. */
final class DatabricksSdk implements Language {

    /** The properties of a body that its method takes. */
    private static final Set<String> ARGUMENTS = Set.of(
            "dataframe_records",
            "dataframe_split",
            "instances",
            "inputs",
            "input",
            "messages",
            "prompt",
            "max_tokens",
            "temperature",
            "n",
            "stop");

    @Override
    public Label label() {
        return new Label("databricks", "Databricks SDK", "call_databricks.py", "pip install databricks-sdk");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return content.fitsDoubles()
                && content.json() != null
                && content.json().isObject()
                && !content.json().isEmpty()
                && content.json().propertyStream().allMatch(entry -> ARGUMENTS.contains(entry.getKey()))
                && content.call().url().equals(target.invocations())
                && target.invocations().endsWith("/invocations");
    }

    @Override
    public String write(Target target, Content content) {
        StringBuilder code = new StringBuilder("import os\n\nfrom databricks.sdk import WorkspaceClient\n");
        Set<String> types = types(content);
        if (!types.isEmpty()) {
            code.append("from databricks.sdk.service.serving import ")
                    .append(String.join(", ", types))
                    .append('\n');
        }
        code.append("\nclient = WorkspaceClient(host=")
                .append(Quotes.python(target.gateway()))
                .append(", token=os.environ[\"")
                .append(KEY)
                .append("\"], auth_type=\"pat\")\n\nanswer = client.serving_endpoints.query(\n    ")
                .append(Quotes.python(target.api()))
                .append(",\n");
        if (content.json() != null) {
            content.json().properties().forEach(entry -> {
                String value = Literals.PYTHON.write(entry.getValue(), "    ");
                code.append("    ").append(entry.getKey()).append('=');
                code.append(argument(entry.getKey(), value)).append(",\n");
            });
        }
        return code.append(")\nprint(answer.as_dict())\n").toString();
    }

    private static Set<String> types(Content content) {
        Set<String> types = new TreeSet<>();
        if (content.has("dataframe_split")) {
            types.add("DataframeSplitInput");
        }
        if (content.has("messages")) {
            types.add("ChatMessage");
        }
        return types;
    }

    private static String argument(String name, String value) {
        return switch (name) {
            case "dataframe_split" -> "DataframeSplitInput.from_dict(" + value + ")";
            case "messages" -> "[ChatMessage.from_dict(message) for message in " + value + "]";
            default -> value;
        };
    }
}
