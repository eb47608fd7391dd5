package dev.lakefront.backend;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the address of a workspace and says what is wrong with it. */
final class HostAddress {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private HostAddress() {}

    /** Fails with {@link IllegalArgumentException} that says the rule; user names and passwords are not repeated. */
    static URI parse(String type, String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "host must be https://, a host and perhaps a port, such as https://models.example.com");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "host must not hold a user, a query or a fragment; 'auth' is for signing in");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new IllegalArgumentException("host has port " + uri.getPort() + "; ports go from 1 to 65535");
        }
        String path = withoutSlash(uri.getRawPath());
        if (type.equals("databricks")) {
            checkDatabricks(scheme, uri.getHost(), path);
        }
        if (path.contains("//") || path.contains("/./") || (path + "/").contains("/../")) {
            throw new IllegalArgumentException("the base path of host must not hold '//', '/./' or '/../'");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static void checkDatabricks(String scheme, String host, String path) {
        if (scheme.equals("http") && !isLoopback(host)) {
            throw new IllegalArgumentException("host must begin with https://: a credential is sent there");
        }
        if (!path.isEmpty()) {
            throw new IllegalArgumentException(
                    "host of a Databricks workspace has no path; write its address without '" + path + "'");
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("host is no address (" + malformed.getReason()
                    + "); write https://, a host and perhaps a port, such as https://models.example.com");
        }
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
