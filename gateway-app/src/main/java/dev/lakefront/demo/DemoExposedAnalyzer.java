package dev.lakefront.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the simulation would be offered to a network. */
final class DemoExposedAnalyzer extends AbstractFailureAnalyzer<DemoExposed> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DemoExposed cause) {
        return new FailureAnalysis(
                "The gateway has no workspace, and " + cause.getMessage() + ".",
                "Declare a workspace in config/workspaces/, or set DATABRICKS_HOST and DATABRICKS_TOKEN. To try the"
                    + " simulation, listen on this machine only: --server.address=127.0.0.1. To offer it to a network"
                    + " all the same: --lakefront.demo.force=true.",
                cause);
    }
}
