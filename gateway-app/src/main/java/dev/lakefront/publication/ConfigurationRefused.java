package dev.lakefront.publication;

import dev.lakefront.document.Report;

/** Thrown when the configuration files have errors and there is nothing published yet to go on with. */
final class ConfigurationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Report report;

    ConfigurationRefused(Report report) {
        super("the configuration has " + report.errors() + " errors", null, false, false);
        this.report = report;
    }

    Report report() {
        return report;
    }
}
