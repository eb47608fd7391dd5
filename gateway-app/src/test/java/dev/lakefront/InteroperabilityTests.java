package dev.lakefront;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python and npm clients that people use, unchanged, with host and key only. */
class InteroperabilityTests {

    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static DemoGateway gateway;

    @BeforeAll
    static void start() {
        gateway = DemoGateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai_client.py", "databricks_client.py", "mlflow_client.py", "published_documents.py"})
    void servesPythonClients(String script, @TempDir Path home) {
        Script.of(Tool.PYTHON.require(), Script.file(script))
                .with("GATEWAY", gateway.url())
                .with("KEY", gateway.key())
                .run(home.resolve("output.txt"), BOUND);
    }

    @Test
    void servesTheNpmClient(@TempDir Path home) {
        Script.of(Tool.onPath("node"), Script.file("openai_client.mjs"))
                .with("NODE_MODULES", Tool.NODE_MODULES.require())
                .with("GATEWAY", gateway.url())
                .with("KEY", gateway.key())
                .run(home.resolve("output.txt"), BOUND);
    }
}
