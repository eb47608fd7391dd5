package dev.lakefront.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Redis that replicas share.
 *
 * @param url {@code redis://} or, with TLS, {@code rediss://}, with user, password, port and database as needed; empty
 *     for none
 * @param commandTimeout how long a call waits for an answer at most
 * @param connectTimeout how long a connection may take to be made
 * @param maxPending how many commands may wait for their answers; more are refused at once
 * @param keyPrefix what every key begins with; gateways that share keys share limits
 * @param replicas how many replicas to reckon with until Redis has told
 */
@ConfigurationProperties("lakefront.redis")
record RedisProperties(
        @DefaultValue("") String url,
        @DefaultValue("75ms") Duration commandTimeout,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10000") int maxPending,
        @DefaultValue("lakefront:") String keyPrefix,
        @DefaultValue("1") int replicas) {

    private static final Pattern SCHEME = Pattern.compile("rediss?://.*");

    RedisProperties {
        requireBetween("command-timeout", commandTimeout, Duration.ofMillis(10), Duration.ofSeconds(5));
        requireBetween("connect-timeout", connectTimeout, Duration.ofMillis(10), Duration.ofSeconds(30));
        if (maxPending < 1) {
            throw new IllegalArgumentException(
                    "lakefront.redis.max-pending is " + maxPending + "; it must be at least 1");
        }
        if (keyPrefix.isEmpty()) {
            throw new IllegalArgumentException(
                    "lakefront.redis.key-prefix is empty; it must tell the gateway's keys from others, as lakefront:"
                            + " does");
        }
        if (replicas < 1) {
            throw new IllegalArgumentException("lakefront.redis.replicas is " + replicas + "; it must be at least 1");
        }
        if (!url.isBlank()) {
            parse(url);
        }
    }

    RedisURI uri() {
        return parse(url);
    }

    /** The parser's own messages repeat the password, so neither they nor their cause are passed on. */
    private static RedisURI parse(String url) {
        if (SCHEME.matcher(url).matches()) {
            try {
                return RedisURI.create(url);
            } catch (IllegalArgumentException malformed) {
                throw malformed();
            }
        }
        throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("lakefront.redis.url is no address of a Redis; it must be"
                + " redis://[[user:]password@]host[:port][/database], or rediss:// with TLS, with special characters of"
                + " the password percent-encoded");
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("lakefront.redis." + name + " is " + value.toMillis() + "ms; it must be "
                    + least.toMillis() + "ms to " + most.toMillis() + "ms");
        }
    }

    /** Without the address, which may hold a password. */
    @Override
    public String toString() {
        return "RedisProperties[url=" + (url.isBlank() ? "none" : "set") + ", commandTimeout=" + commandTimeout
                + ", connectTimeout=" + connectTimeout + ", maxPending=" + maxPending + ", keyPrefix=" + keyPrefix
                + ", replicas=" + replicas + "]";
    }
}
