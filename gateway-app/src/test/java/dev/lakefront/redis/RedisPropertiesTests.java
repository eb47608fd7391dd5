package dev.lakefront.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RedisPropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new RedisProperties("", Duration.ofMillis(75), Duration.ofSeconds(1), 10_000, "lakefront:", 1));
    }

    @Test
    void mapsEverySetting() {
        Map<String, String> set = Map.of(
                "lakefront.redis.url", "rediss://limits:pa%40ss@redis.example:6380/2",
                "lakefront.redis.command-timeout", "100ms",
                "lakefront.redis.connect-timeout", "2s",
                "lakefront.redis.max-pending", "500",
                "lakefront.redis.key-prefix", "staging:",
                "lakefront.redis.replicas", "3");

        RedisProperties properties = bind(set);

        assertThat(properties)
                .isEqualTo(new RedisProperties(
                        "rediss://limits:pa%40ss@redis.example:6380/2",
                        Duration.ofMillis(100), Duration.ofSeconds(2), 500, "staging:", 3));
        assertThat(properties.uri().isSsl()).isTrue();
        assertThat(properties.uri().getHost()).isEqualTo("redis.example");
        assertThat(properties.toString()).doesNotContain("pa%40ss").doesNotContain("redis.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:pa55word@host",
                "redis://u:pa55word@host:99999",
                "redis://u:pa55word with spaces@host",
                "redis-sentinel://u:pa55word@host#primary",
                "pa55word"
            })
    void refusesWhatIsNoAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> bind(Map.of("lakefront.redis.url", url)))
                .hasStackTraceContaining("lakefront.redis.url is no address of a Redis; it must be redis://")
                .satisfies(failure -> assertThat(trace(failure)).doesNotContain("pa55word"));
    }

    @ParameterizedTest
    @CsvSource({
        "command-timeout, 1ms, command-timeout is 1ms; it must be 10ms to 5000ms",
        "connect-timeout, 1m, connect-timeout is 60000ms; it must be 10ms to 30000ms",
        "max-pending, 0, max-pending is 0; it must be at least 1",
        "key-prefix, '', key-prefix is empty",
        "replicas, 0, replicas is 0; it must be at least 1"
    })
    void refusesWhatIsOutOfItsBounds(String name, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("lakefront.redis." + name, value)))
                .hasStackTraceContaining("lakefront.redis." + message);
    }

    private static String trace(Throwable failure) {
        StringWriter written = new StringWriter();
        failure.printStackTrace(new PrintWriter(written));
        return written.toString();
    }

    private static RedisProperties bind(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set))
                .bindOrCreate("lakefront.redis", RedisProperties.class);
    }
}
