package dev.lakefront.catalog;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a published document says about the gateway in place of the model server.
 *
 * @param publicUrl where callers reach the gateway, absolute, without a trailing slash
 * @param apiPath the API's path on it; begins with a slash
 * @param keyRequired false for an open API, where a key may be sent but need not
 * @param queryKey whether a key in the query is accepted
 * @param docsUrl the API's page in the portal
 * @param deprecation when the API ends; absent while nothing is said of that
 * @param hiddenHosts host names, without a port, that must not appear in the document: the workspace's
 */
public record Facade(
        String publicUrl,
        String apiPath,
        String title,
        @Nullable String summary,
        String apiId,
        boolean keyRequired,
        boolean queryKey,
        @Nullable String docsUrl,
        @Nullable Deprecation deprecation,
        Set<String> hiddenHosts) {

    /**
     * When the API ends.
     *
     * @param begun whether it is deprecated by now
     */
    public record Deprecation(Lifecycle lifecycle, boolean begun) {}

    public Facade {
        if (publicUrl.endsWith("/")) {
            publicUrl = publicUrl.substring(0, publicUrl.length() - 1);
        }
        if (!publicUrl.matches("https?://[^/\\s?#]+(/[^\\s?#]*)?")) {
            throw new IllegalArgumentException(
                    "publicUrl '" + publicUrl + "' is not an absolute URL; write it like https://models.example.com");
        }
        if (!apiPath.startsWith("/") || apiPath.endsWith("/")) {
            throw new IllegalArgumentException(
                    "apiPath '" + apiPath + "' must begin with a slash and not end with one," + " like /churn");
        }
        hiddenHosts = Collections.unmodifiableSet(new TreeSet<>(hiddenHosts));
    }

    /** The address below which the document's paths are. */
    public String serverUrl() {
        return publicUrl + apiPath;
    }
}
