package dev.lakefront.backend.databricks;

import dev.lakefront.backend.EndpointCondition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the condition of an endpoint out of the words in which Databricks Model Serving answers errors. */
final class Conditions {

    private record Words(EndpointCondition condition, List<Integer> statuses, List<String> words) {}

    private static final List<Words> KNOWN = List.of(
            new Words(EndpointCondition.STOPPED, List.of(400, 404), List.of("endpoint is stopped")),
            new Words(
                    EndpointCondition.NOT_READY,
                    List.of(404, 503),
                    List.of(
                            "not ready",
                            "not_ready",
                            "scaled to zero",
                            "scaling up",
                            "is starting",
                            "being created",
                            "being updated",
                            "provisioning")),
            new Words(
                    EndpointCondition.OVERLOADED,
                    List.of(429),
                    List.of("parallel requests", "too many concurrent", "limit", "request_limit_exceeded")),
            new Words(
                    EndpointCondition.SCHEMA_ERROR,
                    List.of(400, 422),
                    List.of("missing inputs", "incompatible input", "failed to enforce schema", "schema enforcement")),
            new Words(
                    EndpointCondition.MODEL_ERROR, List.of(400, 408, 500, 504), List.of("while evaluating the model")));

    private Conditions() {}

    static Optional<EndpointCondition> read(int status, String body) {
        String text = body.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> known.statuses().contains(status)
                        && known.words().stream().anyMatch(text::contains))
                .map(Words::condition)
                .findFirst();
    }
}
