package dev.lakefront.backend.http;

import dev.lakefront.backend.CallRecord;
import dev.lakefront.backend.ControlPlane;
import dev.lakefront.backend.Credential;
import dev.lakefront.backend.ServingPlatform;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceClient;
import org.springframework.stereotype.Component;

/** A model server that is called at its own paths: MLflow's, vLLM, or any other. */
@Component
final class HttpPlatform implements ServingPlatform {

    @Override
    public String type() {
        return "http";
    }

    @Override
    public Credential credential(Workspace workspace, CallRecord exchanges) {
        return Credential.stored(workspace.authentication());
    }

    @Override
    public WorkspaceClient client(ControlPlane controlPlane) {
        return new HttpServerClient(controlPlane);
    }

    @Override
    public String upstreamPath(Workspace workspace, String endpoint, String path) {
        return workspace.basePath() + path;
    }
}
