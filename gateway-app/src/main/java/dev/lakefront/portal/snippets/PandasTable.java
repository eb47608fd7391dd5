package dev.lakefront.portal.snippets;

import dev.lakefront.catalog.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** From a table to a table, with a column of predictions. */
final class PandasTable implements Language {

    @Override
    public Label label() {
        return new Label("pandas", "pandas", "call_pandas.py", "pip install pandas requests");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return target.task() == Task.TABULAR
                && content.fitsDoubles()
                && (isRecords(content) || isSplit(content))
                && keepsNames(content);
    }

    /** pandas ends the name of a column at a NUL. */
    private static boolean keepsNames(Content content) {
        return content.json() != null
                && content.json()
                        .path("dataframe_split")
                        .path("columns")
                        .valueStream()
                        .noneMatch(name -> name.asString("").indexOf('\0') >= 0)
                && content.json()
                        .path("dataframe_records")
                        .valueStream()
                        .flatMap(JsonNode::propertyStream)
                        .noneMatch(entry -> entry.getKey().indexOf('\0') >= 0);
    }

    private static boolean isRecords(Content content) {
        return content.json() != null
                && content.json().path("dataframe_records").isArray();
    }

    private static boolean isSplit(Content content) {
        return content.json() != null
                && content.json().path("dataframe_split").path("data").isArray()
                && content.json().path("dataframe_split").path("columns").isArray();
    }

    @Override
    public String write(Target target, Content content) {
        String headers = Python.headers(target, content.call().headers(), true);
        Map<String, String> body = new LinkedHashMap<>();
        String format = isRecords(content) ? "dataframe_records" : "dataframe_split";
        body.put(
                format,
                isRecords(content)
                        ? "json.loads(table.to_json(orient=\"records\"))"
                        : "json.loads(table.to_json(orient=\"split\", index=False))");
        if (content.json() != null) {
            content.json().properties().forEach(entry -> {
                if (!entry.getKey().equals(format)) {
                    body.put(entry.getKey(), Literals.PYTHON.write(entry.getValue(), "        "));
                }
            });
        }
        StringBuilder code = new StringBuilder("import json\n")
                .append(target.needsKey() ? "import os\n" : "")
                .append("\nimport pandas as pd\nimport requests\n\ntable = ")
                .append(table(content))
                .append("\nresponse = requests.post(\n    ")
                .append(Quotes.python(content.call().url()))
                .append(",\n");
        if (!headers.isEmpty()) {
            code.append("    headers={").append(headers).append("},\n");
        }
        code.append("    json={\n");
        body.forEach((name, value) -> code.append("        ")
                .append(Quotes.python(name))
                .append(": ")
                .append(value)
                .append(",\n"));
        return code.append("    },\n    timeout=300,\n)\nresponse.raise_for_status()\n")
                .append("table[\"prediction\"] = response.json()[\"predictions\"]\nprint(table)\n")
                .toString();
    }

    private static String table(Content content) {
        if (content.json() == null) {
            return "";
        }
        if (isRecords(content)) {
            return "pd.DataFrame(\n    " + Literals.PYTHON.write(content.json().path("dataframe_records"), "    ")
                    + ",\n)";
        }
        JsonNode split = content.json().path("dataframe_split");
        return "pd.DataFrame(\n    " + Literals.PYTHON.write(split.path("data"), "    ") + ",\n    columns="
                + Literals.PYTHON.write(split.path("columns"), "    ") + ",\n)";
    }
}
