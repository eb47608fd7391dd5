package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.proxy.FakeBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A title that seems to be another one, or turns the words beside it, shows that it does. */
class HiddenCharacterMarksTests {

    private static final String TURN = "\u202e";

    @Test
    void standWhereATitleTurnsWhatFollows(@TempDir Path folder) {
        try (FakeBackend backend = new FakeBackend()) {
            Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
            Gateway.write(
                    folder,
                    "config/apis/turned.yaml",
                    "title: \"\\u202Egnp.exe\"\nsummary: \"Mo\\u200Bdel \\u2066x\"\nworkspace: local\nendpoint: one\n"
                            + "tags: [\"\\u202Egat\"]\nproducts: [p]\n");
            Gateway.write(
                    folder,
                    "config/products/p.yaml",
                    "title: \"\\u202Etcudorp\"\nterms: \"**Be** \\u202Ednik.\"\nsubscription: { approval: manual }\n");
            try (Gateway gateway = Gateway.startWithPortal(folder, LocalSignIn.class)) {
                PortalVisit demo = PortalVisit.signedIn(gateway, "demo");
                for (String path : List.of(
                        "/portal",
                        "/portal/apis",
                        "/portal/apis/turned",
                        "/portal/apis/turned/try",
                        "/portal/status",
                        "/portal/products",
                        "/portal/products/p",
                        "/portal/products/p/subscribe")) {
                    // What a form sends must stay what it is.
                    assertThat(demo.get(path).body().replaceAll(" value=\"[^\"]*\"", ""))
                            .as(path)
                            .contains("\ufffd")
                            .doesNotContain(TURN, "\u200b", "\u2066");
                }
                assertThat(demo.submit(
                                        "/portal/products/p/subscribe",
                                        "/portal/products/p/subscribe",
                                        Map.of("title", "Mine", "purpose", "as " + TURN + "typed"))
                                .body())
                        .as("an editor keeps what was typed until it is sent with what else is missing")
                        .containsPattern("<textarea[^>]*>as " + TURN + "typed</textarea>");
            }
        }
    }
}
