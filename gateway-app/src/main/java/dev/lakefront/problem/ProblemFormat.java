package dev.lakefront.problem;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The three shapes of an error body; which one a caller gets depends on the path called. */
public enum ProblemFormat {
    /** Problem details, with the members {@code code}, {@code request_id} and {@code retryable} (RFC 9457). */
    PROBLEM_DETAILS("application/problem+json") {
        @Override
        ObjectNode body(GatewayProblem problem, String requestId, String documentation) {
            ProblemType type = problem.type();
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.put("type", documentation + "#" + type.code());
            body.put("title", type.title());
            body.put("status", type.status());
            body.put("detail", problem.detail());
            body.put("instance", "urn:request:" + requestId);
            body.put("code", type.code());
            body.put("request_id", requestId);
            body.put("retryable", type.retryable());
            problem.extensions()
                    .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
            return body;
        }
    },
    /** The flat shape that the Databricks SDKs parse; a nested one would become {@code UNKNOWN} there. */
    DATABRICKS("application/json") {
        @Override
        ObjectNode body(GatewayProblem problem, String requestId, String documentation) {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.put("error_code", problem.type().databricksCode());
            body.put("message", problem.detail());
            body.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.RequestInfo")
                    .put("request_id", requestId)
                    .put("serving_data", "");
            return body;
        }
    },
    /** OpenAI's error object; all four of its members are always present. */
    OPENAI("application/json") {
        @Override
        ObjectNode body(GatewayProblem problem, String requestId, String documentation) {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            ObjectNode error = body.putObject("error");
            error.put("message", problem.detail());
            error.put("type", problem.type().openAiType());
            Object param = problem.extensions().get("param");
            if (param == null) {
                error.putNull("param");
            } else {
                error.put("param", param.toString());
            }
            error.put("code", problem.type().code());
            return body;
        }
    };

    private final String contentType;

    ProblemFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    abstract ObjectNode body(GatewayProblem problem, String requestId, String documentation);

    /**
     * The body as UTF-8 JSON.
     *
     * @param documentation the address of the page that explains every code, without a fragment
     */
    public byte[] render(GatewayProblem problem, String requestId, String documentation) {
        return JsonMapper.shared().writeValueAsBytes(body(problem, requestId, documentation));
    }

    /**
     * The last object of a stream that broke after its first byte: one {@code data:} line, never {@code [DONE]}.
     */
    public byte[] renderEvent(GatewayProblem problem, String requestId, String documentation) {
        ProblemFormat shape = this == PROBLEM_DETAILS ? OPENAI : this;
        String json = JsonMapper.shared().writeValueAsString(shape.body(problem, requestId, documentation));
        return ("data: " + json + "\n\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
