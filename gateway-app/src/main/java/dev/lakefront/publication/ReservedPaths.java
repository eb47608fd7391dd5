package dev.lakefront.publication;

import dev.lakefront.catalog.Api;
import dev.lakefront.document.Document;
import dev.lakefront.document.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that a path leads to one API: words that the gateway needs itself are reserved, and no API's path is, or
 * is above, another's.
 */
final class ReservedPaths {

    private static final Set<String> WORDS = Set.of(
            "serving-endpoints",
            "v1",
            "api",
            "oidc",
            "portal",
            "management",
            "actuator",
            "webjars",
            ".well-known",
            "llms.txt",
            "llms-full.txt",
            "favicon.ico",
            "robots.txt",
            "livez",
            "readyz",
            "health");

    /** Below {@code /serving-endpoints/} these are words of Databricks' own paths, so they cannot be ids. */
    private static final Set<String> IDS =
            Set.of("chat", "completions", "embeddings", "responses", "anthropic", "gemini", "openai", "pt");

    private record Taken(Api api, Document document) {}

    private final Map<String, Taken> taken = new HashMap<>();

    /** By each path that is above one that is taken: those below it. */
    private final Map<String, List<Taken>> below = new HashMap<>();

    static boolean isReserved(String id) {
        return WORDS.contains(id) || IDS.contains(id);
    }

    /** Reports a collision with a reserved word, or with an API added before, naming both places. */
    void add(Api api, Document document, Report report) {
        String path = api.path();
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        if (WORDS.contains(first)) {
            document.error(
                    report,
                    pointer(document),
                    "LF1201",
                    "'/" + first + "' is a path of the gateway itself; choose another" + " 'path' for API '" + api.id()
                            + "'");
        }
        if (IDS.contains(api.id())) {
            document.error(
                    report,
                    "",
                    "LF1202",
                    "API id '" + api.id() + "' is a word in Databricks' own paths (/serving-" + "endpoints/" + api.id()
                            + "); give the file another name");
        }
        colliding(path).forEach(other -> collision(api, document, other, report));
        Taken mine = new Taken(api, document);
        if (taken.putIfAbsent(path, mine) == null) {
            for (int slash = end; slash > 0; slash = path.indexOf('/', slash + 1)) {
                below.computeIfAbsent(path.substring(0, slash), absent -> new ArrayList<>())
                        .add(mine);
            }
        }
    }

    /** Who has this path, one above it or some below it; of those with the same path, the first. */
    private List<Taken> colliding(String path) {
        List<Taken> colliding = new ArrayList<>(below.getOrDefault(path, List.of()));
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Taken other = taken.get(path.substring(0, end));
            if (other != null) {
                colliding.add(other);
            }
        }
        return colliding;
    }

    private static String pointer(Document document) {
        return document.content().has("path") ? "/path" : "";
    }

    private static void collision(Api api, Document document, Taken other, Report report) {
        document.error(
                report,
                pointer(document),
                "LF1203",
                "path '" + api.path() + "' collides with '" + other.api().path() + "' of API '"
                        + other.api().id() + "' (" + other.document().position(pointer(other.document()))
                        + "); each API needs a path of its own, not below another's");
    }
}
