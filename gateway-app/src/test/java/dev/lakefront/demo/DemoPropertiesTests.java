package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DemoPropertiesTests {

    @Test
    void forcesNothingByDefault() {
        assertThat(bind(Map.of())).isEqualTo(new DemoProperties(false));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lakefront.demo.force", "true"))).isEqualTo(new DemoProperties(true));
    }

    private static DemoProperties bind(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate("lakefront.demo", DemoProperties.class);
    }
}
