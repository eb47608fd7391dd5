package dev.lakefront.catalog.openapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the path below which a document's own server has its operations. */
final class BasePath {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    private BasePath() {}

    /** Without a trailing slash; empty when the first server names none, or none that could be called. */
    static String of(ObjectNode document) {
        JsonNode server = document.path("servers").path(0);
        return path(url(server)).map(BasePath::clean).orElse("");
    }

    /** The server's address with the defaults of its variables filled in. */
    static String url(JsonNode server) {
        Matcher variable = VARIABLE.matcher(server.path("url").asString(""));
        return variable.replaceAll(match -> Matcher.quoteReplacement(
                server.path("variables").path(match.group(1)).path("default").asString("")));
    }

    private static Optional<String> path(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean callable = uri.getScheme() == null
                    || "http".equalsIgnoreCase(uri.getScheme())
                    || "https".equalsIgnoreCase(uri.getScheme());
            return callable && !uri.isOpaque() ? Optional.ofNullable(uri.getRawPath()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String clean(String path) {
        StringBuilder clean = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            String plain = segment.replace("%2e", ".").replace("%2E", ".");
            if (plain.equals("..")) {
                return "";
            }
            if (!plain.isEmpty() && !plain.equals(".")) {
                clean.append('/').append(segment);
            }
        }
        return clean.toString();
    }
}
