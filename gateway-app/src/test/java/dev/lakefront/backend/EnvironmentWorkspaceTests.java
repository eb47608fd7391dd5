package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentWorkspaceTests {

    @Test
    void isAbsentWithoutAHost() {
        assertThat(EnvironmentWorkspace.from(Map.of("DATABRICKS_TOKEN", "t"))).isEmpty();
        assertThat(EnvironmentWorkspace.from(Map.of("DATABRICKS_HOST", " "))).isEmpty();
    }

    @Test
    void addsTheSchemeAndCutsThePath() {
        Map<String, String> environment =
                Map.of("DATABRICKS_HOST", "Adb-1.azuredatabricks.net/?o=17#job", "DATABRICKS_TOKEN", "t");

        assertThat(EnvironmentWorkspace.from(environment).orElseThrow().host())
                .isEqualTo(URI.create("https://adb-1.azuredatabricks.net"));
    }

    @Test
    void takesTheTokenBeforeTheClient() {
        Map<String, String> both = Map.of(
                "DATABRICKS_HOST",
                "https://h",
                "DATABRICKS_TOKEN",
                "dapi",
                "DATABRICKS_CLIENT_ID",
                "i",
                "DATABRICKS_CLIENT_SECRET",
                "s");
        Map<String, String> client =
                Map.of("DATABRICKS_HOST", "https://h", "DATABRICKS_CLIENT_ID", "i", "DATABRICKS_CLIENT_SECRET", "s");

        assertThat(EnvironmentWorkspace.from(both).orElseThrow().authentication())
                .isInstanceOf(Authentication.Token.class)
                .asString()
                .doesNotContain("dapi");
        assertThat(EnvironmentWorkspace.from(client).orElseThrow().authentication())
                .isInstanceOf(Authentication.OAuthM2M.class);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() ->
                        EnvironmentWorkspace.from(Map.of("DATABRICKS_HOST", "https://h", "DATABRICKS_CLIENT_ID", "i")))
                .hasMessageContaining("DATABRICKS_TOKEN")
                .hasMessageContaining("DATABRICKS_CLIENT_SECRET");
        assertThatThrownBy(() ->
                        EnvironmentWorkspace.from(Map.of("DATABRICKS_HOST", "http://h", "DATABRICKS_TOKEN", "s3cret")))
                .hasMessageContaining("https://")
                .hasMessageNotContaining("s3cret");
    }
}
