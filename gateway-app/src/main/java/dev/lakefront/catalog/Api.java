package dev.lakefront.catalog;

import dev.lakefront.resilience.ResilienceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A published façade in front of one endpoint of a workspace, as declared in {@code config/apis/<id>.yaml}.
 *
 * @param path where it is published, with a leading slash and without a trailing one; {@code /<id>} by default
 * @param endpoint the endpoint's name in the workspace, or the model's name at a plain HTTP server
 * @param task what its owner says it does; absent means that the import finds out
 * @param maxSize the largest request body; absent means the gateway's
 * @param resilience what happens when calls fail
 * @param lifecycle when it ends; absent while nothing is said of that
 * @param sla what its owner promises, in one line
 */
public record Api(
        String id,
        String title,
        @Nullable String summary,
        String path,
        String workspace,
        String endpoint,
        @Nullable Task task,
        @Nullable Owner owner,
        List<String> tags,
        Set<String> products,
        DocumentSource source,
        Set<String> drop,
        Map<String, OperationName> operations,
        Timeouts timeouts,
        @Nullable DataSize maxSize,
        ResilienceSettings resilience,
        @Nullable Lifecycle lifecycle,
        @Nullable String sla) {

    public Api {
        tags = List.copyOf(tags);
        products = Set.copyOf(products);
        drop = Set.copyOf(drop);
        operations = Map.copyOf(operations);
    }

    /** The shortest API: an endpoint under its own name, with every default. */
    public static Api of(String id, String title, String workspace, String endpoint, Set<String> products) {
        return new Api(
                id,
                title,
                null,
                "/" + id,
                workspace,
                endpoint,
                null,
                null,
                List.of(),
                products,
                new DocumentSource.Endpoint(),
                Set.of(),
                Map.of(),
                Timeouts.NONE,
                null,
                ResilienceSettings.STANDARD,
                null,
                null);
    }

    /** Who answers for an API. */
    public record Owner(@Nullable String team, @Nullable String contact) {}

    /** What the owner calls one operation of the original document. */
    public record OperationName(
            @Nullable String id, @Nullable String summary) {}

    /** Where the OpenAPI document comes from. */
    public sealed interface DocumentSource {

        /** From the workspace's endpoint itself. */
        record Endpoint() implements DocumentSource {}

        /** From a file beside the API's, named relative to it. */
        record File(String path) implements DocumentSource {}

        /** From an address. */
        record Url(String address) implements DocumentSource {}
    }

    /**
     * How long a call may take; what is absent is the workspace's to say, and then the gateway's.
     *
     * @param connect until a connection to the backend stands
     * @param firstByte until the backend's response headers
     * @param idle between two pieces of the response body
     * @param total until the end of the response body
     */
    public record Timeouts(
            @Nullable Duration connect,
            @Nullable Duration firstByte,
            @Nullable Duration idle,
            @Nullable Duration total) {

        public static final Timeouts NONE = new Timeouts(null, null, null, null);

        public Timeouts {
            requirePositive("connect", connect);
            requirePositive("first-byte", firstByte);
            requirePositive("idle", idle);
            requirePositive("total", total);
        }

        private static void requirePositive(String name, @Nullable Duration duration) {
            if (duration != null && !duration.isPositive()) {
                throw new IllegalArgumentException("time-out '" + name + "' must be longer than nothing");
            }
        }
    }

    /** The summary, or the title where there is none. */
    public String caption() {
        return Optional.ofNullable(summary).orElse(title);
    }
}
