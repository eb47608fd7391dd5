package dev.lakefront.demo;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A call that the workspace refuses, in the words that a real one uses. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private Refusal(String message, Reply reply) {
        super(message, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    static Refusal badRequest(String message) {
        return of(400, "BAD_REQUEST", message);
    }

    /** Input that a model could not evaluate; {@code cause} is what the model said. */
    static Refusal unevaluable(String cause) {
        return badRequest("Encountered an unexpected error while evaluating the model. Verify that the input is"
                + " compatible with the model for inference. Error '" + cause + "'");
    }

    static Refusal unknownModel() {
        return of(
                404,
                "ENDPOINT_NOT_FOUND",
                "The given endpoint does not exist, please retry after checking the specified model and version"
                        + " deployment exists.");
    }

    static Refusal unknownEndpoint(String name) {
        return of(404, "RESOURCE_DOES_NOT_EXIST", "Endpoint with name '" + name + "' does not exist.");
    }

    static Refusal unknownRoute(String method, String path) {
        return of(404, "ENDPOINT_NOT_FOUND", "No API found for '" + method + " " + path + "'");
    }

    static Refusal wrongMethod(String method, String path, String allowed) {
        String message = "Method " + method + " is not allowed for " + path + ". Allowed: " + allowed + ".";
        return new Refusal(message, body(405, "BAD_REQUEST", message).with("Allow", allowed));
    }

    static Refusal stopped() {
        return badRequest("The given endpoint is stopped, please retry after starting the endpoint.");
    }

    static Refusal notReady(String name) {
        return of(503, "TEMPORARILY_UNAVAILABLE", "Endpoint with name '" + name + "' is not ready.");
    }

    static Refusal noDocument(String name) {
        return of(
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Endpoint with name '" + name + "' has no OpenAPI schema: the endpoint is not ready.");
    }

    /** The real workspace gives this code as a JSON number. */
    static Refusal noCredential() {
        String message = "Credential was not sent or was of an unsupported type for this API.";
        ObjectNode body = Json.object().put("error_code", 401).put("message", message);
        return new Refusal(message, new Reply.Json(401, body, Map.of()));
    }

    static Refusal badToken() {
        return of(403, "403", "Invalid access token.");
    }

    static Refusal tooLarge(int limit) {
        return of(413, "BAD_REQUEST", "The request is larger than the maximum size of " + limit + " bytes.");
    }

    static Refusal unsupportedType(String got) {
        String message = "This predictor only supports the following content types: Types: ['application/json']. Got '"
                + got + "'.";
        return new Refusal(message, new Reply.Text(415, message, Map.of()));
    }

    /** An error of the token endpoint (RFC 6749, section 5.2). */
    static Refusal oauth(int status, String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        Reply reply = new Reply.Json(status, body, Map.of("Cache-Control", "no-store"));
        return new Refusal(description, status == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"oidc\"") : reply);
    }

    static Refusal internal(String requestId) {
        return of(
                500,
                "INTERNAL_ERROR",
                "The simulated workspace failed. Look for request " + requestId + " in its log.");
    }

    private static Refusal of(int status, String code, String message) {
        return new Refusal(message, body(status, code, message));
    }

    private static Reply body(int status, String code, String message) {
        return new Reply.Json(status, Json.object().put("error_code", code).put("message", message), Map.of());
    }
}
