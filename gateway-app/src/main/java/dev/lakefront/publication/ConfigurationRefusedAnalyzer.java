package dev.lakefront.publication;

import dev.lakefront.document.ReportFormat;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the report of a refused configuration where a stack trace would stand. */
final class ConfigurationRefusedAnalyzer extends AbstractFailureAnalyzer<ConfigurationRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationRefused cause) {
        return new FailureAnalysis(
                "The configuration cannot be published:\n\n" + ReportFormat.TEXT.render(cause.report()),
                "Mend the places above. `java -jar gateway-app.jar check` shows the same report without starting.",
                cause);
    }
}
