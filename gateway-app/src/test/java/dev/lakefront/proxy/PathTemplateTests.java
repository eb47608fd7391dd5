package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathTemplateTests {

    @Test
    void encodesWhateverAValueHolds() {
        PathTemplate template = new PathTemplate("/models/{name}:predict");

        assertThat(template.parameters()).containsExactly("name");
        assertThat(template.expand(Map.of("name", "a b?c#d\u00e9"))).isEqualTo("/models/a%20b%3Fc%23d%C3%A9:predict");
    }

    @Test
    void leavesTextAsItIs() {
        assertThat(new PathTemplate("/serving-endpoints/a/invocations").expand(Map.of()))
                .isEqualTo("/serving-endpoints/a/invocations");
    }
}
