package dev.lakefront.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UsagePropertiesTests {

    private static UsageProperties bind(Map<String, String> set) {
        Map<String, String> named = new HashMap<>();
        set.forEach((name, value) -> named.put("lakefront.usage." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("lakefront.usage", UsageProperties.class);
    }

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new UsageProperties(
                        65_536,
                        Duration.ofSeconds(5),
                        20_000,
                        500,
                        Duration.ofDays(2),
                        Duration.ofDays(400),
                        Duration.ofDays(7),
                        100_000));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of(
                        "queue", "1",
                        "flush-every", "2s",
                        "cells", "3",
                        "requests", "4",
                        "keep-minutes", "6h",
                        "keep-hours", "7h",
                        "keep-requests", "8h",
                        "max-requests", "9")))
                .isEqualTo(new UsageProperties(
                        1,
                        Duration.ofSeconds(2),
                        3,
                        4,
                        Duration.ofHours(6),
                        Duration.ofHours(7),
                        Duration.ofHours(8),
                        9));
    }

    @ParameterizedTest
    @CsvSource({
        "queue, 0",
        "flush-every, 0s",
        "flush-every, 10s",
        "cells, 0",
        "requests, 0",
        "keep-minutes, 5h",
        "keep-hours, 1d",
        "keep-requests, 0s",
        "max-requests, 0"
    })
    void refusesWhatWouldBreakAPromise(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).hasStackTraceContaining("lakefront.usage." + name);
    }
}
