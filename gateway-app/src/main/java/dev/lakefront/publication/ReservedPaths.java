package dev.lakefront.publication;

import dev.lakefront.catalog.Api;
import dev.lakefront.document.Document;
import dev.lakefront.document.Report;
import java.util.LinkedHashMap;
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

    private final Map<String, Api> apis = new LinkedHashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>();

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
        apis.forEach((id, other) -> {
            if (overlap(api.path(), other.path())) {
                Document there = documents.get(id);
                String where = there == null
                        ? ""
                        : " (" + there.position(there.content().has("path") ? "/path" : "") + ")";
                document.error(
                        report,
                        pointer,
                        "LF1203",
                        "path '" + api.path() + "' collides with '" + other.path() + "' of API '" + id + "'" + where
                                + "; each API needs a path of its own, not below another's");
            }
        });
        apis.put(api.id(), api);
        documents.put(api.id(), document);
    }

    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }
}
