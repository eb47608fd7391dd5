package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.document.ReportFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessorTests {

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        api("churn", "churn-v3");
        Gateway.write(folder, "config/apis/churn-v2.yaml", "title: Two\nworkspace: local\nendpoint: two\n");
    }

    private void api(String id, String successor) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: One
            workspace: local
            endpoint: one
            lifecycle: { deprecated: 2027-01-15, successor: %s }
            """.formatted(successor));
    }

    private String check() {
        return ReportFormat.TEXT.render(ConfigurationCheck.run(folder.resolve("config"), folder.resolve("policies")));
    }

    @Test
    void mustBeAnApi() {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: http://127.0.0.1:9\n");

        assertThat(check())
                .contains("config/apis/churn.yaml:4:49: error LF1213: successor 'churn-v3' is not declared in"
                        + " config/apis/; did you mean 'churn-v2'?");

        api("churn", "churn-v2");
        assertThat(check()).contains("0 errors, 0 warnings");
    }

    @Test
    void mayBeOneThatOnlyTheWorkspaceKnows() {
        Gateway.write(
                folder,
                "config/apis/churn.yaml",
                "title: One\nworkspace: demo\nendpoint: one\n"
                        + "lifecycle: { deprecated: 2027-01-15, successor: iris }\n");
        Gateway.write(folder, "config/apis/churn-v2.yaml", "title: Two\nworkspace: demo\nendpoint: two\n");

        assertThat(check()).contains("warning LF1213: successor 'iris'").contains("0 errors");
    }
}
