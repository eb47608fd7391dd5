package dev.lakefront.backend.databricks;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.BoundedHttp;
import dev.lakefront.backend.CallRecord;
import dev.lakefront.backend.ControlPlane;
import dev.lakefront.backend.Credential;
import dev.lakefront.backend.EndpointCondition;
import dev.lakefront.backend.ServingPlatform;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Databricks Model Serving. */
@Component
final class DatabricksPlatform implements ServingPlatform {

    private final BoundedHttp http;
    private final InstantSource clock;
    private final RandomGenerator random;

    DatabricksPlatform(BoundedHttp http, InstantSource clock, RandomGenerator random) {
        this.http = http;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String type() {
        return "databricks";
    }

    @Override
    public Credential credential(Workspace workspace, CallRecord exchanges) {
        if (workspace.authentication() instanceof Authentication.OAuthM2M client) {
            TokenEndpoint endpoint = new TokenEndpoint(workspace, client, http, clock, random);
            return new OAuthCredential(endpoint, clock, exchanges);
        }
        return Credential.stored(workspace.authentication());
    }

    @Override
    public WorkspaceClient client(ControlPlane controlPlane) {
        return new DatabricksClient(controlPlane);
    }

    @Override
    public String upstreamPath(Workspace workspace, String endpoint, String path) {
        return "/serving-endpoints/" + PathSegment.encode(endpoint) + path;
    }

    @Override
    public Optional<EndpointCondition> condition(int status, String body) {
        return Conditions.read(status, body);
    }
}
