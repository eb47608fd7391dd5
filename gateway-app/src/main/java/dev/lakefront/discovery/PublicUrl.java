package dev.lakefront.discovery;

import dev.lakefront.publication.Snapshot;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The address under which callers know the gateway, for links in what it answers.
 *
 * <p>The configured one; without it, what the request says. That is only ever echoed to the one who sent it.
 */
public final class PublicUrl {

    private static final Pattern AUTHORITY =
            Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    private PublicUrl() {}

    /** Scheme, host and port, without a trailing slash. */
    public static String of(ServerHttpRequest request, Snapshot snapshot) {
        String configured = snapshot.settings().publicUrl();
        if (configured != null) {
            return configured;
        }
        URI uri = request.getURI();
        String authority = uri.getRawAuthority();
        return authority != null && AUTHORITY.matcher(authority).matches() ? uri.getScheme() + "://" + authority : "";
    }
}
