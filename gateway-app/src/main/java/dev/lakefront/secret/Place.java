package dev.lakefront.secret;

import dev.lakefront.document.Document;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Report;
import dev.lakefront.document.Severity;

/** Where a reference stands, and the report to complain to. Never shows the line: a secret may stand on it. */
record Place(Document document, String pointer, Report report) {

    void error(String code, String message) {
        add(Severity.ERROR, code, message);
    }

    void warning(String code, String message) {
        add(Severity.WARNING, code, message);
    }

    private void add(Severity severity, String code, String message) {
        report.add(new Finding(severity, code, message, document.position(pointer), null, 1));
    }
}
