package dev.lakefront.catalog;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** Reads {@code config/apis/<id>.yaml}. */
public final class ApiFile {

    /** The kind {@code api}. */
    public static final Kind<?> KIND = Kind.of("api", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record OpenApi(
            @Nullable JsonNode source,
            @Nullable Set<String> drop,
            @Nullable Map<String, Api.OperationName> operations) {}

    private record RequestSettings(@Nullable DataSize maxSize) {}

    private record Content(
            String title,
            @Nullable String summary,
            String workspace,
            String endpoint,
            @Nullable String path,
            Api.@Nullable Owner owner,
            @Nullable List<String> tags,
            @Nullable Task task,
            @Nullable Set<String> products,
            @Nullable OpenApi openapi,
            Api.@Nullable Timeouts timeouts,
            @Nullable RequestSettings request,
            ResilienceFile.@Nullable Retry retry,
            ResilienceFile.@Nullable Breaker circuitBreaker,
            @Nullable Duration hold,
            @Nullable Boolean stateful,
            @Nullable Lifecycle lifecycle,
            @Nullable String sla) {

        ResilienceFile resilience() {
            return new ResilienceFile(retry, circuitBreaker, hold, stateful);
        }
    }

    private final Binder binder;

    public ApiFile(Binder binder) {
        this.binder = binder;
    }

    /** Empty when something is wrong; then the report says what. */
    public Optional<Api> read(String id, Document document, Report report) {
        return binder.bind(document, CONTENT, report).flatMap(content -> {
            checkSuccessor(id, content.lifecycle(), document, report);
            try {
                return Optional.of(api(id, content));
            } catch (IllegalArgumentException refused) {
                document.error(report, "", "LF1107", String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }

    private static void checkSuccessor(String id, @Nullable Lifecycle lifecycle, Document document, Report report) {
        if (lifecycle != null && id.equals(lifecycle.successor())) {
            document.error(
                    report,
                    "/lifecycle/successor",
                    "LF1212",
                    "'" + id + "' is this API itself; name the one that callers should use instead, or leave it out");
        }
    }

    private static Api api(String id, Content content) {
        OpenApi openapi = content.openapi() == null ? new OpenApi(null, null, null) : content.openapi();
        return new Api(
                id,
                content.title(),
                content.summary(),
                Objects.requireNonNullElse(content.path(), "/" + id),
                content.workspace(),
                content.endpoint(),
                content.task(),
                content.owner(),
                Objects.requireNonNullElse(content.tags(), List.of()),
                Objects.requireNonNullElse(content.products(), Set.of()),
                source(openapi.source()),
                Objects.requireNonNullElse(openapi.drop(), Set.of()),
                Objects.requireNonNullElse(openapi.operations(), Map.of()),
                Objects.requireNonNullElse(content.timeouts(), Api.Timeouts.NONE),
                content.request() == null ? null : content.request().maxSize(),
                content.resilience().settings(),
                content.lifecycle(),
                content.sla());
    }

    private static Api.DocumentSource source(@Nullable JsonNode source) {
        if (source == null || !source.isObject()) {
            return new Api.DocumentSource.Endpoint();
        }
        return source.has("file")
                ? new Api.DocumentSource.File(source.get("file").asString())
                : new Api.DocumentSource.Url(source.get("url").asString());
    }
}
