package dev.lakefront.publication;

import dev.lakefront.catalog.Api;
import dev.lakefront.document.Document;
import dev.lakefront.document.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

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

    /** By path and a slash: what is below a path stands right behind it. */
    private final NavigableMap<String, Taken> taken = new TreeMap<>();

    static boolean isReserved(String id) {
        return WORDS.contains(id) || IDS.contains(id);
    }

    /** Reports a collision with a reserved word, or with an API added before, naming both places. */
    void add(Api api, Document document, Report report) {
        String pointer = document.content().has("path") ? "/path" : "";
        String first = api.path().substring(1).split("/", 2)[0];
        if (WORDS.contains(first)) {
            document.error(
                    report,
                    pointer,
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
        colliding(api.path()).forEach(other -> collision(api, document, pointer, other, report));
        taken.putIfAbsent(api.path() + "/", new Taken(api, document));
    }

    /** Who has this path, one above it or some below it; of those with the same path, the first. */
    private List<Taken> colliding(String path) {
        List<Taken> colliding = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Taken above = taken.get(path.substring(0, slash + 1));
            if (above != null) {
                colliding.add(above);
            }
        }
        // '0' follows '/'.
        colliding.addAll(taken.subMap(path + "/", path + "0").values());
        return colliding;
    }

    private static void collision(Api api, Document document, String pointer, Taken other, Report report) {
        String there = other.document().content().has("path") ? "/path" : "";
        document.error(
                report,
                pointer,
                "LF1203",
                "path '" + api.path() + "' collides with '" + other.api().path() + "' of API '"
                        + other.api().id() + "' (" + other.document().position(there)
                        + "); each API needs a path of its own, not below another's");
    }
}
