package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class LimitPropertiesTests {

    private static LimitProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("lakefront.limit", LimitProperties.class);
    }

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new LimitProperties(5000, DataSize.ofMegabytes(64)));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lakefront.limit.max-waiting", "7", "lakefront.limit.max-waiting-size", "1KB")))
                .isEqualTo(new LimitProperties(7, DataSize.ofKilobytes(1)));
    }

    @ParameterizedTest
    @CsvSource({"max-waiting, -1", "max-waiting-size, -1B"})
    void refusesLessThanNothing(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("lakefront.limit." + name, value)))
                .hasStackTraceContaining("lakefront.limit." + name + " must be at least 0");
    }
}
