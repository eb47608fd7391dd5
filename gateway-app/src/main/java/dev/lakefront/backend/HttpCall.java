package dev.lakefront.backend;

import java.net.URI;
import java.util.Map;

/**
 * One request of the gateway itself.
 *
 * @param headers hold the credential, so {@code toString} leaves them out
 * @param body empty for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {

    public static HttpCall get(URI uri, Map<String, String> headers) {
        return new HttpCall("GET", uri, headers, new byte[0]);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
