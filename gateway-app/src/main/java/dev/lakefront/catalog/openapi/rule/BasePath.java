package dev.lakefront.catalog.openapi.rule;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the path below which a document's own server has its operations. */
public final class BasePath {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    private BasePath() {}

    /** Of the first server; without a trailing slash, empty when it names none, or none that could be called. */
    public static String of(ObjectNode document) {
        return ofServer(document.path("servers").path(0)).orElse("");
    }

    /** Without a trailing slash; empty when no call could go there, as to {@code /..} or {@code ftp://host}. */
    static Optional<String> ofServer(JsonNode server) {
        return uri(url(server)).map(URI::getRawPath).flatMap(BasePath::clean);
    }

    /** Host and port in lower case; empty for a server that stands where the document does. */
    static Optional<String> host(JsonNode server) {
        Optional<URI> uri = uri(url(server));
        String port = uri.map(URI::getScheme).filter("http"::equalsIgnoreCase).isPresent() ? ":80" : ":443";
        return uri.map(URI::getRawAuthority)
                .map(authority ->
                        authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
                .map(host -> host.matches(".*:\\d+") ? host : host + port);
    }

    /** The server's address with the defaults of its variables filled in. */
    static String url(JsonNode server) {
        Matcher variable = VARIABLE.matcher(server.path("url").asString(""));
        return variable.replaceAll(match -> Matcher.quoteReplacement(
                server.path("variables").path(match.group(1)).path("default").asString("")));
    }

    private static Optional<URI> uri(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean callable = uri.getScheme() == null
                    || "http".equalsIgnoreCase(uri.getScheme())
                    || "https".equalsIgnoreCase(uri.getScheme());
            return callable && !uri.isOpaque() ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> clean(String path) {
        StringBuilder clean = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            String plain = segment.replace("%2e", ".").replace("%2E", ".");
            if (plain.equals("..")) {
                return Optional.empty();
            }
            if (!plain.isEmpty() && !plain.equals(".")) {
                clean.append('/').append(segment);
            }
        }
        return Optional.of(clean.toString()).filter(UnusablePaths::isPlain);
    }
}
