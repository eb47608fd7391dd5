package dev.lakefront.problem;

import java.util.Locale;

/**
 * Every error a caller can get from the gateway itself: one closed list, documented in {@code docs/problems.md}.
 *
 * <p>The code is stable and never reused. The Databricks word is one that MLflow's client maps to the same status.
 */
public enum ProblemType {
    AMBIGUOUS_PATH(400, "Ambiguous path", "BAD_REQUEST", Family.REQUEST),
    BAD_REQUEST_HEADER(400, "Bad request header", "BAD_REQUEST", Family.REQUEST),
    BAD_MODEL_REQUEST(400, "The body does not name a model", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    BODY_NOT_COUNTABLE(400, "The body cannot be counted", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    CONFLICTING_SUBSCRIPTION_KEYS(400, "Conflicting subscription keys", "BAD_REQUEST", Family.REQUEST),
    SUBSCRIPTION_KEY_MISSING(401, "Subscription key missing", "UNAUTHENTICATED", Family.AUTHENTICATION),
    SUBSCRIPTION_KEY_INVALID(401, "Subscription key invalid", "UNAUTHENTICATED", Family.AUTHENTICATION),
    MANAGEMENT_UNAUTHENTICATED(401, "Who is managing is not known", "UNAUTHENTICATED", Family.AUTHENTICATION),
    SIGN_IN_REQUIRED(401, "Sign-in required", "UNAUTHENTICATED", Family.AUTHENTICATION),
    FORM_EXPIRED(403, "Form expired", "PERMISSION_DENIED", Family.PERMISSION),
    SUBSCRIPTION_NOT_ACTIVE(403, "Subscription not active yet", "PERMISSION_DENIED", Family.PERMISSION),
    SUBSCRIPTION_SUSPENDED(403, "Subscription suspended", "PERMISSION_DENIED", Family.PERMISSION),
    SUBSCRIPTION_EXPIRED(403, "Subscription expired", "PERMISSION_DENIED", Family.PERMISSION),
    NOT_SUBSCRIBED(403, "Not subscribed to this API", "PERMISSION_DENIED", Family.PERMISSION),
    MANAGEMENT_FORBIDDEN(403, "Management is closed", "PERMISSION_DENIED", Family.PERMISSION),
    INVALID_PARAMETER(400, "Invalid parameter", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    INVALID_BODY(400, "Invalid body", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    RESOURCE_NOT_FOUND(404, "No such resource", "RESOURCE_DOES_NOT_EXIST", Family.NOT_FOUND),
    PORTAL_OFF(404, "No portal here", "RESOURCE_DOES_NOT_EXIST", Family.NOT_FOUND),
    OPERATION_NOT_FOUND(404, "No such operation", "ENDPOINT_NOT_FOUND", Family.NOT_FOUND),
    MODEL_NOT_FOUND(404, "No such model", "ENDPOINT_NOT_FOUND", Family.NOT_FOUND),
    ENDPOINT_NOT_FOUND(404, "No such endpoint", "RESOURCE_DOES_NOT_EXIST", Family.NOT_FOUND),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "BAD_REQUEST", Family.REQUEST),
    REQUEST_TIMEOUT(408, "Request not received in time", "BAD_REQUEST", Family.REQUEST),
    CHANGE_NOT_POSSIBLE(409, "Not possible now", "RESOURCE_CONFLICT", Family.REQUEST),
    DECLARED_IN_FILE(409, "Declared in a file", "RESOURCE_CONFLICT", Family.REQUEST),
    IDEMPOTENCY_KEY_IN_USE(409, "Still under way", "RESOURCE_CONFLICT", Family.REQUEST),
    KEY_SHOWN_ALREADY(409, "Key shown already", "RESOURCE_CONFLICT", Family.REQUEST),
    API_RETIRED(410, "API retired", "RESOURCE_DOES_NOT_EXIST", Family.NOT_FOUND),
    PRECONDITION_FAILED(412, "Changed meanwhile", "RESOURCE_CONFLICT", Family.REQUEST),
    BODY_TOO_LARGE(413, "Request body too large", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    BATCH_TOO_LARGE(413, "Batch larger than a limit", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    PATH_TOO_LONG(414, "Request line too long", "BAD_REQUEST", Family.REQUEST),
    UNSUPPORTED_MEDIA_TYPE(415, "Not JSON", "BAD_REQUEST", Family.REQUEST),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused", "INVALID_PARAMETER_VALUE", Family.REQUEST),
    RATE_LIMIT_EXCEEDED(429, "Rate limit exceeded", "REQUEST_LIMIT_EXCEEDED", Family.RATE_LIMIT),
    QUOTA_EXCEEDED(429, "Quota exceeded", "REQUEST_LIMIT_EXCEEDED", Family.RATE_LIMIT),
    CONCURRENCY_LIMIT_EXCEEDED(429, "Too many calls at a time", "REQUEST_LIMIT_EXCEEDED", Family.RATE_LIMIT),
    HEADERS_TOO_LARGE(431, "Request headers too large", "BAD_REQUEST", Family.REQUEST),
    INTERNAL_ERROR(500, "Internal error", "INTERNAL_ERROR", Family.SERVER),
    BACKEND_CREDENTIAL_UNAVAILABLE(502, "Backend credential unavailable", "INTERNAL_ERROR", Family.SERVER),
    BACKEND_CREDENTIAL_REJECTED(502, "Backend credential rejected", "INTERNAL_ERROR", Family.SERVER),
    BACKEND_UNREACHABLE(502, "Backend unreachable", "INTERNAL_ERROR", Family.SERVER),
    BACKEND_CONNECTION_LOST(502, "Backend connection lost", "INTERNAL_ERROR", Family.SERVER),
    BACKEND_OVERLOADED(429, "Backend overloaded", "REQUEST_LIMIT_EXCEEDED", Family.RATE_LIMIT),
    BACKEND_CIRCUIT_OPEN(503, "Circuit open", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    ENDPOINT_WAKING(503, "Endpoint waking up", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    ENDPOINT_NOT_READY(503, "Endpoint not ready", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    BACKEND_BUSY(503, "Backend busy", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    OVERLOADED(503, "Gateway overloaded", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    GATEWAY_STOPPING(503, "Gateway stopping", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    IDENTITY_PROVIDER_UNAVAILABLE(503, "Identity provider unavailable", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    DATABASE_UNAVAILABLE(503, "Database unavailable", "TEMPORARILY_UNAVAILABLE", Family.SERVER),
    BACKEND_TIMEOUT(504, "Backend timed out", "DEADLINE_EXCEEDED", Family.SERVER);

    /** Where the list of codes can be read; a fragment names the code. */
    public static final String DOCUMENTATION = "https://lakefront.dev/problems";

    /** OpenAI's error types, which its client libraries turn into exception classes. */
    enum Family {
        REQUEST("invalid_request_error"),
        AUTHENTICATION("authentication_error"),
        PERMISSION("permission_error"),
        NOT_FOUND("not_found_error"),
        RATE_LIMIT("rate_limit_error"),
        SERVER("server_error");

        private final String word;

        Family(String word) {
            this.word = word;
        }
    }

    private final int status;
    private final String title;
    private final String databricksCode;
    private final Family family;

    ProblemType(int status, String title, String databricksCode, Family family) {
        this.status = status;
        this.title = title;
        this.databricksCode = databricksCode;
        this.family = family;
    }

    /** The stable code: this constant in lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The {@code error_code} on Databricks-native paths. */
    public String databricksCode() {
        return databricksCode;
    }

    /** The {@code type} on OpenAI-compatible paths. */
    public String openAiType() {
        return family.word;
    }

    /** Whether the same call may succeed later without being changed. */
    public boolean retryable() {
        return this == IDEMPOTENCY_KEY_IN_USE
                || status == 408
                || status == 429
                || status == 503
                || status == 504
                || this == BACKEND_UNREACHABLE;
    }
}
