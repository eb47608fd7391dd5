package dev.lakefront.backend.databricks;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.ControlPlane;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.WorkspaceClient;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks a Databricks workspace, through the REST API 2.0 of serving endpoints. */
final class DatabricksClient implements WorkspaceClient {

    private static final String ENDPOINTS = "/api/2.0/serving-endpoints";

    private final ControlPlane controlPlane;
    private final EndpointReader reader;

    DatabricksClient(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.reader = new EndpointReader(controlPlane.workspace().host().getHost());
    }

    @Override
    public List<Endpoint> endpoints() {
        JsonNode answer = controlPlane.json(ENDPOINTS);
        if (!answer.isObject()) {
            throw badAnswer("its list of endpoints is no JSON object");
        }
        List<Endpoint> endpoints = new ArrayList<>();
        // A workspace without endpoints answers {}; the list has no pages.
        for (JsonNode endpoint : answer.path("endpoints")) {
            if (endpoint.path("name").isString()) {
                endpoints.add(reader.read(endpoint));
            }
        }
        return endpoints;
    }

    @Override
    public Endpoint endpoint(String name) {
        JsonNode answer = controlPlane.json(path(name));
        if (!answer.path("name").isString()) {
            throw badAnswer("its description of endpoint '" + name + "' has no name");
        }
        return reader.read(answer);
    }

    @Override
    public byte[] openApi(String endpoint) {
        byte[] document = controlPlane.get(path(endpoint) + "/openapi");
        if (document.length == 0) {
            throw badAnswer("the OpenAPI document of endpoint '" + endpoint + "' is empty");
        }
        return document;
    }

    /** A dot segment would be taken out of the path on its way, and another endpoint asked. */
    private static String path(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            throw new BackendCallFailed(Reason.NOT_FOUND, "'" + name + "' is no name of an endpoint");
        }
        return ENDPOINTS + "/" + PathSegment.encode(name);
    }

    private BackendCallFailed badAnswer(String message) {
        return new BackendCallFailed(
                Reason.BAD_ANSWER, "workspace '" + controlPlane.workspace().id() + "': " + message);
    }
}
