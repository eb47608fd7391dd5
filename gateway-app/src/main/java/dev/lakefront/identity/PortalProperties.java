package dev.lakefront.identity;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Who may visit the portal, and how they sign in.
 *
 * @param enabled whether this replica serves the portal at all
 * @param open whether the catalog can be read without signing in; the setting {@code public}
 * @param url where browsers find the portal, such as {@code https://models.example.com}; empty means where a request came
 *     to, which is wrong behind a proxy that ends TLS
 */
@ConfigurationProperties("lakefront.portal")
record PortalProperties(
        @DefaultValue("true") boolean enabled,
        @Name("public") @DefaultValue("true") boolean open,
        @DefaultValue("") String url,
        @DefaultValue Session session,
        @DefaultValue OidcProperties oidc) {

    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

    PortalProperties {
        if (!url.isEmpty() && !URL.matcher(url).matches()) {
            throw new IllegalArgumentException("lakefront.portal.url is '" + url
                    + "'; it must be scheme and host of the portal without a path, as https://models.example.com");
        }
    }

    /**
     * How long somebody stays signed in.
     *
     * @param idleTimeout after how long without a request they have to sign in again
     * @param lifetime after how long they have to in any case
     * @param max how many can be signed in at a time, on this replica
     */
    record Session(
            @DefaultValue("30m") Duration idleTimeout,
            @DefaultValue("12h") Duration lifetime,
            @DefaultValue("10000") int max) {

        Session {
            requirePositive("idle-timeout", idleTimeout);
            requirePositive("lifetime", lifetime);
            if (max < 1) {
                throw new IllegalArgumentException(
                        "lakefront.portal.session.max is " + max + "; it must be at least 1");
            }
        }

        private static void requirePositive(String name, Duration duration) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException(
                        "lakefront.portal.session." + name + " is " + duration + "; it must be longer than nothing");
            }
        }
    }
}
