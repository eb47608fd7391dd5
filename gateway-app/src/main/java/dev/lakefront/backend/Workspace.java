package dev.lakefront.backend;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where endpoints live and how to sign in. Equal workspaces share a connection, even when their secrets have changed.
 *
 * @param type of the serving platform, for example {@code databricks}
 * @param host scheme, host, perhaps a port; perhaps a base path, without a slash at its end
 */
public record Workspace(
        WorkspaceId id,
        String type,
        URI host,
        Authentication authentication,
        Limits limits,
        Sync sync,
        Timeouts timeouts) {

    /** A number of calls in a time. */
    public record Rate(long calls, Duration per) {

        private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/(s|m|h|d)");

        public Rate {
            if (calls < 1 || !per.isPositive()) {
                throw new IllegalArgumentException("a rate of " + calls + " calls in " + per + " lets nothing through");
            }
        }

        /** Reads {@code 200/s}; the unit is s, m, h or d. */
        public static Rate parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no rate; write a number, '/' and s, m, h or d, such as 200/s");
            }
            Duration per = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(1);
                case "m" -> Duration.ofMinutes(1);
                case "h" -> Duration.ofHours(1);
                default -> Duration.ofDays(1);
            };
            return new Rate(Long.parseLong(matcher.group(1)), per);
        }
    }

    /** What the workspace allows, of all its APIs together; absent means no bound is known. */
    public record Limits(@Nullable Rate requests, @Nullable Integer concurrency) {

        public static final Limits NONE = new Limits(null, null);

        /** Calls a second and calls at a time that Databricks has documented for a workspace; larger ones are granted. */
        private static final Limits DATABRICKS = new Limits(new Rate(200, Duration.ofSeconds(1)), 200);

        /**
         * What a workspace of this type allows as long as nothing else is said.
         *
         * @see <a href="https://docs.databricks.com/aws/en/machine-learning/model-serving/model-serving-limits">Model
         *     Serving limits and regions</a>
         */
        public static Limits ofType(String type) {
            return type.equals("databricks") ? DATABRICKS : NONE;
        }
    }

    /** What happens to an API whose endpoint is gone. */
    public enum OnMissing {
        /** It is served on as it was last known. */
        KEEP,
        /** It is taken out. */
        DISABLE
    }

    /** How the gateway keeps up with the workspace. */
    public record Sync(Duration every, OnMissing onMissing) {

        private static final Duration SHORTEST = Duration.ofSeconds(1);

        public static final Sync DEFAULT = new Sync(Duration.ofMinutes(5), OnMissing.KEEP);

        public Sync {
            if (every.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("'every' must be at least 1s");
            }
        }
    }

    /** For APIs that set none of their own; absent means the gateway's default. */
    public record Timeouts(
            @Nullable Duration connect, @Nullable Duration firstByte) {

        public static final Timeouts NONE = new Timeouts(null, null);
    }

    /** A workspace with the default limits of its type, sync and time-outs. */
    public static Workspace of(WorkspaceId id, String type, URI host, Authentication authentication) {
        return new Workspace(id, type, host, authentication, Limits.ofType(type), Sync.DEFAULT, Timeouts.NONE);
    }

    /** Scheme, host and port. */
    public String origin() {
        return host.getScheme() + "://" + host.getRawAuthority();
    }

    /** The port of an address: the one it names, else its scheme's. */
    public static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    /** What all paths of its server begin with; empty, or with a leading slash and none at the end. */
    public String basePath() {
        return host.getRawPath() == null ? "" : host.getRawPath();
    }
}
