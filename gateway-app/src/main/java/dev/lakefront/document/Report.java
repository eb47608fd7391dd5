package dev.lakefront.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is wrong in one set of configuration files, collected so that all of it can be shown at once.
 *
 * <p>Not thread-safe: one compilation, one thread.
 */
public final class Report {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing((Finding finding) ->
                    finding.position() == null ? "" : finding.position().file())
            .thenComparing(finding ->
                    finding.position() == null ? 0 : finding.position().line())
            .thenComparing(finding ->
                    finding.position() == null ? 0 : finding.position().column());

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> files = new HashSet<>();

    public void add(Finding finding) {
        findings.add(finding);
    }

    /** An error about the configuration as a whole, at no particular place. */
    public void error(String code, String message) {
        add(new Finding(Severity.ERROR, code, message, null, null, 1));
    }

    /** A warning about the configuration as a whole, at no particular place. */
    public void warning(String code, String message) {
        add(new Finding(Severity.WARNING, code, message, null, null, 1));
    }

    /** Notes that a file was read, for the closing line. */
    public void read(String file) {
        files.add(file);
    }

    /** Everything that another report says, after what this one says. */
    public void addAll(Report other) {
        findings.addAll(other.findings);
        files.addAll(other.files);
    }

    /** In the order of files and lines. */
    public List<Finding> findings() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(BY_PLACE);
        return Collections.unmodifiableList(sorted);
    }

    public boolean hasErrors() {
        return errors() > 0;
    }

    public long errors() {
        return count(Severity.ERROR);
    }

    public long warnings() {
        return count(Severity.WARNING);
    }

    public int files() {
        return files.size();
    }

    private long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
