package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection, one request after the other: pages that other threads make, and answers of the event loop. */
class KeptConnectionTests {

    @ParameterizedTest
    @ValueSource(strings = {"/portal", "/iris/openapi.json"})
    void readsOnAfterEveryAnswer(String madeElsewhere, @TempDir Path folder) throws Exception {
        try (Gateway gateway = Gateway.startWithPortal(folder);
                RawCaller caller = new RawCaller(gateway.port())) {
            for (int i = 0; i < 600; i++) {
                assertThat(status(caller, madeElsewhere)).isEqualTo(200);
                assertThat(status(caller, "/v1/models")).isEqualTo(401);
            }
        }
    }

    @Test
    void readsOnAtTheOperatorsPortAsWell(@TempDir Path folder) throws Exception {
        try (Gateway gateway = Gateway.start(folder);
                RawCaller caller = new RawCaller(gateway.managementPort())) {
            for (int i = 0; i < 600; i++) {
                assertThat(status(caller, "/actuator/prometheus")).isEqualTo(200);
                assertThat(status(caller, "/actuator/env")).isEqualTo(404);
            }
        }
    }

    private static int status(RawCaller caller, String path) throws IOException {
        caller.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return caller.answer().status();
    }
}
