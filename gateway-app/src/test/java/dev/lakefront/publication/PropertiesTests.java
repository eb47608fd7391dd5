package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTests {

    @Test
    void hasDefaultsForLocations() {
        assertThat(bind("lakefront", LocationProperties.class, Map.of()))
                .isEqualTo(new LocationProperties(
                        Path.of("config"),
                        Path.of("policies"),
                        Path.of("data"),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30)));
    }

    @Test
    void mapsEveryLocation() {
        Map<String, String> set = Map.of(
                "lakefront.config-dir", "a",
                "lakefront.policies-dir", "b",
                "lakefront.data-dir", "c",
                "lakefront.reload-delay", "1s",
                "lakefront.import-timeout", "2s",
                "lakefront.import-retry", "3s");

        assertThat(bind("lakefront", LocationProperties.class, set))
                .isEqualTo(new LocationProperties(
                        Path.of("a"),
                        Path.of("b"),
                        Path.of("c"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reload-delay", "import-timeout", "import-retry"})
    void refusesATimeOfNothing(String name) {
        assertThatThrownBy(() -> bind("lakefront", LocationProperties.class, Map.of("lakefront." + name, "0s")))
                .hasStackTraceContaining("lakefront." + name + " is PT0S; it must be longer than nothing");
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate(prefix, type);
    }
}
