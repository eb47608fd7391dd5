package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlCharactersTests {

    @Test
    void readsCharactersOfTwoUnitsWhereverTheyStand() {
        Hints hints = new Hints(null, null, Set.of(), Map.of(), false);
        for (int before = 1000; before < 1040; before++) {
            String text = "openapi: 3.1.0\ninfo: { version: '1', title: \"" + "x".repeat(before)
                    + "\uD83D\uDE00".repeat(1500) + "\" }\npaths:\n  /predict:\n    post:\n"
                    + "      responses: { '200': { description: OK } }\n";

            assertThatCode(() -> new DocumentImporter().read(text.getBytes(StandardCharsets.UTF_8), hints))
                    .as("after %d characters", before)
                    .doesNotThrowAnyException();
        }
    }
}
