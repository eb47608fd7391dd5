package dev.lakefront.demo;

import java.util.List;
import java.util.Optional;

/** What a path of the workspace leads to. */
sealed interface Target {

    /** The only method that this target answers. */
    default String method() {
        return "GET";
    }

    /** Whether a credential is demanded. */
    default boolean guarded() {
        return true;
    }

    /** What SDKs ask before they sign in. */
    record Config() implements Target {
        @Override
        public boolean guarded() {
            return false;
        }
    }

    /** Where the token endpoint is. */
    record Discovery() implements Target {
        @Override
        public boolean guarded() {
            return false;
        }
    }

    /** The OAuth token endpoint, which checks the client itself. */
    record Token() implements Target {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public boolean guarded() {
            return false;
        }
    }

    /** Who the caller is (SCIM). */
    record Me() implements Target {}

    /** The list of endpoints. */
    record Listing() implements Target {}

    /** One endpoint's entry. */
    record Entry(String endpoint) implements Target {}

    /** One endpoint's OpenAPI document. */
    record Document(String endpoint) implements Target {}

    /** A query to an endpoint, split over its served models. */
    record Query(String endpoint) implements Target {
        @Override
        public String method() {
            return "POST";
        }
    }

    /** A query to one served model. */
    record PinnedQuery(String endpoint, String served) implements Target {
        @Override
        public String method() {
            return "POST";
        }
    }

    /** A query whose body names the endpoint as {@code model}. */
    record OpenAiQuery(Dialect dialect) implements Target {
        @Override
        public String method() {
            return "POST";
        }
    }

    /** The target of a raw path, without query; paths are compared as they came, never decoded. */
    static Optional<Target> of(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        if (segments.contains("")) {
            return Optional.empty();
        }
        return switch (segments.getFirst()) {
            case "serving-endpoints" -> query(segments.subList(1, segments.size()));
            case "api" -> management(segments.subList(1, segments.size()));
            default -> entrance(path);
        };
    }

    private static Optional<Target> entrance(String path) {
        return switch (path) {
            case "/.well-known/databricks-config" -> Optional.of(new Config());
            case "/oidc/.well-known/oauth-authorization-server" -> Optional.of(new Discovery());
            case "/oidc/v1/token" -> Optional.of(new Token());
            default -> Optional.empty();
        };
    }

    private static Optional<Target> management(List<String> rest) {
        if (rest.equals(List.of("2.0", "preview", "scim", "v2", "Me"))) {
            return Optional.of(new Me());
        }
        if (rest.size() < 2 || !rest.subList(0, 2).equals(List.of("2.0", "serving-endpoints"))) {
            return Optional.empty();
        }
        return switch (rest.size()) {
            case 2 -> Optional.of(new Listing());
            case 3 -> Optional.of(new Entry(rest.get(2)));
            case 4 -> rest.get(3).equals("openapi") ? Optional.of(new Document(rest.get(2))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whole suffixes decide, so that an endpoint may be called {@code chat}. */
    private static Optional<Target> query(List<String> rest) {
        String suffix = String.join("/", rest);
        for (Dialect dialect : Dialect.values()) {
            if (dialect != Dialect.INVOCATIONS && dialect.path().equals(suffix)) {
                return Optional.of(new OpenAiQuery(dialect));
            }
        }
        if (rest.isEmpty() || !rest.getLast().equals(Dialect.INVOCATIONS.path())) {
            return Optional.empty();
        }
        return switch (rest.size()) {
            case 2 -> Optional.of(new Query(rest.getFirst()));
            case 4 ->
                rest.get(1).equals("served-models")
                        ? Optional.of(new PinnedQuery(rest.getFirst(), rest.get(2)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
