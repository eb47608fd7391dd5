package dev.lakefront.backend.http;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.ControlPlane;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Endpoint.State;
import dev.lakefront.backend.WorkspaceClient;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks a server that has no list of endpoints: it is one itself, and its name is its workspace's or what an API says. */
final class HttpServerClient implements WorkspaceClient {

    /** Where servers put their document: FastAPI (so MLflow and vLLM), Spring, ASP.NET, others. */
    private static final List<String> DOCUMENTS =
            List.of("/openapi.json", "/openapi.yaml", "/v3/api-docs", "/swagger.json", "/swagger/v1/swagger.json");

    private final ControlPlane controlPlane;

    HttpServerClient(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(endpoint(controlPlane.workspace().id().value()));
    }

    @Override
    public Endpoint endpoint(String name) {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        State state = state();
        description.put("name", name);
        description
                .putObject("state")
                .put("ready", state.isServing() ? "READY" : "NOT_READY")
                .put("config_update", "NOT_UPDATING");
        description.put("permission_level", "CAN_QUERY");
        description.put("route_optimized", false);
        return new Endpoint(name, null, state, null, List.of(), null, description);
    }

    /** Any answer to its root shows that it runs; many servers have nothing there. */
    private State state() {
        try {
            controlPlane.get(controlPlane.workspace().basePath() + "/");
            return State.READY;
        } catch (BackendCallFailed failure) {
            return switch (failure.reason()) {
                case NOT_FOUND, TOO_LARGE -> State.READY;
                case NOT_READY -> State.NOT_READY;
                case BAD_ANSWER -> State.UNKNOWN;
                case UNREACHABLE, UNAUTHORISED, FORBIDDEN, NOT_ALLOWED -> throw failure;
            };
        }
    }

    @Override
    public byte[] openApi(String endpoint) {
        for (String path : DOCUMENTS) {
            try {
                byte[] document = controlPlane.get(controlPlane.workspace().basePath() + path);
                if (isDocument(document)) {
                    return document;
                }
            } catch (BackendCallFailed failure) {
                if (failure.reason() != Reason.NOT_FOUND) {
                    throw failure;
                }
            }
        }
        throw new BackendCallFailed(
                Reason.NOT_FOUND,
                "workspace '" + controlPlane.workspace().id()
                        + "' has no OpenAPI document at " + String.join(", ", DOCUMENTS)
                        + "; name it in the API's file with openapi.source");
    }

    /** Single-page applications answer every path with their page. */
    private static boolean isDocument(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet > ' ') {
                return octet != '<';
            }
        }
        return false;
    }
}
