package dev.lakefront.portal.admin;

import dev.lakefront.document.Finding;
import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
import dev.lakefront.document.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report of the configuration as a page shows it.
 *
 * @param more how many findings are not shown
 */
record ReportView(long errors, long warnings, int files, List<Line> findings, int more) {

    /**
     * One finding, in the words and with the excerpt of {@code check}.
     *
     * @param place file, line and column; absent when it is about no file in particular
     * @param excerpt the source line and a caret below it; empty where there is none
     */
    record Line(
            String severity,
            String tone,
            String code,
            String message,
            @Nullable String place,
            String excerpt) {}

    /** More than this nobody reads at once, and a page has to stay small. */
    private static final int SHOWN = 100;

    static ReportView of(Report report) {
        List<Finding> findings = report.findings();
        return new ReportView(
                report.errors(),
                report.warnings(),
                report.files(),
                findings.stream().limit(SHOWN).map(ReportView::line).toList(),
                Math.max(0, findings.size() - SHOWN));
    }

    private static Line line(Finding finding) {
        return new Line(
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.severity() == Severity.ERROR ? "bad" : "warn",
                finding.code(),
                finding.message(),
                finding.position() == null ? null : finding.position().toString(),
                excerpt(finding));
    }

    /** What {@code check} prints below the message. */
    private static String excerpt(Finding finding) {
        return ReportFormat.TEXT
                .finding(finding)
                .lines()
                .skip(Math.max(1, finding.message().lines().count()))
                .collect(Collectors.joining("\n"));
    }
}
