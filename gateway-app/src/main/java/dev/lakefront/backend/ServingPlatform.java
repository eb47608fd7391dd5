package dev.lakefront.backend;

import java.util.Optional;

/**
 * Port to a kind of model server. Found by injecting {@code List<ServingPlatform>}; types are unique.
 *
 * <p>Thread-safe. No method blocks or does I/O; what they return says itself when it does.
 */
public interface ServingPlatform {

    /** The {@code type} of its workspaces, for example {@code databricks}. */
    String type();

    /** Makes what a workspace is signed in to with; exchanges of tokens are noted in the record. */
    Credential credential(Workspace workspace, CallRecord exchanges);

    /** Makes what asks about endpoints. */
    WorkspaceClient client(ControlPlane controlPlane);

    /**
     * The raw path on the workspace's host that calls an endpoint.
     *
     * @param path of the operation in the endpoint's own document, raw, with a leading slash: {@code /invocations}
     */
    String upstreamPath(Workspace workspace, String endpoint, String path);

    /**
     * What an error of the model server says of the endpoint.
     *
     * @param body of the answer, as far as it was read
     */
    default Optional<EndpointCondition> condition(int status, String body) {
        return status == 429 ? Optional.of(EndpointCondition.OVERLOADED) : Optional.empty();
    }
}
