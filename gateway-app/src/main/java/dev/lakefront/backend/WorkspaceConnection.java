package dev.lakefront.backend;

/** A workspace with everything that is needed to talk to it; shared by all snapshots with this very definition. */
public record WorkspaceConnection(
        Workspace workspace,
        ServingPlatform platform,
        Credential credential,
        WorkspaceClient client,
        CallRecord controlPlaneCalls,
        CallRecord credentialCalls) {

    public WorkspaceHealth health() {
        return new WorkspaceHealth(controlPlaneCalls.health(), credentialCalls.health());
    }
}
