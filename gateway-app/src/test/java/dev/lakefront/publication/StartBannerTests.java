package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartBannerTests {

    @TempDir
    Path folder;

    @Test
    void printsACallThatWorksAsItStands(CapturedOutput output) throws IOException, InterruptedException {
        try (Gateway _ = Gateway.start(folder)) {
            String banner = output.getOut();
            String command = banner.substring(banner.indexOf("curl "));
            Path answer = folder.resolve("answer.json");

            Process call = new ProcessBuilder(List.of("sh", "-c", command.strip()))
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();

            assertThat(call.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).content().contains("\"predictions\"").contains("setosa");
        }
    }

    @Test
    void saysWhatToDoWhereNothingIsDeclared(CapturedOutput output) {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: http://127.0.0.1:9\n");

        try (Gateway gateway = Gateway.start(folder)) {
            assertThat(output)
                    .contains("Lakefront  http://localhost:" + gateway.port())
                    .contains("none yet: declare one in config/apis/")
                    .doesNotContain("  Key ", "  Portal ");
        }
    }

    @Test
    void saysWhereThePortalIsAndHowToSignIn(CapturedOutput output) {
        try (Gateway gateway = Gateway.startWithPortal(folder)) {
            assertThat(output)
                    .contains("  Portal     " + gateway.url().replace("127.0.0.1", "localhost")
                            + "/portal  (sign in as demo, password demo)");
        }
    }
}
