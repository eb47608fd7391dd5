package dev.lakefront.secret;

import dev.lakefront.document.Document;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Report;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps lines out of a report that show what may be a secret: somebody may have written it into the file, and the report
 * goes to logs and screens.
 */
public final class Concealment {

    private final Set<String> values = new HashSet<>();

    private Concealment() {}

    /** For a file in which only what stands below these settings is known to be no secret. */
    public static Concealment allBut(Set<String> shownSettings, Document document) {
        Concealment concealment = new Concealment();
        for (Map.Entry<String, JsonNode> setting : document.content().properties()) {
            if (!shownSettings.contains(setting.getKey())) {
                concealment.collect(setting.getValue());
            }
        }
        return concealment;
    }

    /** Hands on every finding, without its line where that would show too much. */
    public void copy(Report from, Report to) {
        from.findings().forEach(finding -> to.add(shows(finding.sourceLine()) ? withoutLine(finding) : finding));
    }

    private void collect(JsonNode node) {
        if (node.isContainer()) {
            node.forEach(this::collect);
        } else if (!node.asString("").isBlank()) {
            values.add(node.asString(""));
        }
    }

    /** Of a secret on several lines, a finding shows one. */
    private boolean shows(@Nullable String line) {
        return line != null && values.stream().anyMatch(value -> line.contains(value) || value.contains(line.strip()));
    }

    private static Finding withoutLine(Finding finding) {
        return new Finding(
                finding.severity(), finding.code(), finding.message(), finding.position(), null, finding.length());
    }
}
