package dev.lakefront.proxy;

import dev.lakefront.problem.ProblemFormat;

/** Which family of clients a path is for; decides the shape of an error body. */
enum Surface {
    /** The façade's own stable paths. */
    FACADE(ProblemFormat.PROBLEM_DETAILS),
    /** Paths that Databricks' SDKs call. */
    DATABRICKS(ProblemFormat.DATABRICKS),
    /** Paths that OpenAI's client libraries call. */
    OPENAI(ProblemFormat.OPENAI);

    private final ProblemFormat problemFormat;

    Surface(ProblemFormat problemFormat) {
        this.problemFormat = problemFormat;
    }

    ProblemFormat problemFormat() {
        return problemFormat;
    }

    /** By the raw path alone, so that it is known even of a path that leads nowhere. */
    static Surface of(String path) {
        if (path.startsWith("/v1/")) {
            return OPENAI;
        }
        if (path.startsWith("/serving-endpoints/")) {
            boolean openAi = switch (path.substring("/serving-endpoints/".length())) {
                case "chat/completions", "completions", "embeddings", "responses" -> true;
                default -> false;
            };
            return openAi ? OPENAI : DATABRICKS;
        }
        return path.startsWith("/api/2.") || path.startsWith("/oidc/") ? DATABRICKS : FACADE;
    }
}
