package dev.lakefront.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ManagementPropertiesTests {

    private static final String HASH = "sha256:" + "0f".repeat(32);

    @Test
    void hasNoKeyByDefault() {
        assertThat(bind(Map.of()).digest()).isEmpty();
    }

    @Test
    void mapsTheAdministratorKeyWithoutShowingIt() {
        ManagementProperties properties = bind(Map.of("lakefront.management.administrator-key", HASH));

        assertThat(properties.digest().orElseThrow().written()).isEqualTo(HASH);
        assertThat(properties.toString()).doesNotContain("0f0f");
    }

    @Test
    void refusesAnAdministratorKeyThatIsNoHashWithoutRepeatingIt() {
        assertThatThrownBy(() -> new ManagementProperties("the-key-itself"))
                .hasMessageContaining("lakefront.management.administrator-key must be the hash of a key")
                .hasMessageNotContaining("the-key-itself");
    }

    private static ManagementProperties bind(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set))
                .bindOrCreate("lakefront.management", ManagementProperties.class);
    }
}
