package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection, one request after the other: pages that other threads make, and answers of the event loop. */
class KeptConnectionTests {

    @Test
    void readsOnAfterEveryAnswer(@TempDir Path folder) throws Exception {
        try (Gateway gateway = Gateway.startWithPortal(folder);
                RawCaller caller = new RawCaller(gateway.port())) {
            for (int i = 0; i < 400; i++) {
                for (String path : new String[] {"/portal", "/v1/models"}) {
                    caller.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

                    assertThat(caller.answer().status()).isEqualTo(path.equals("/portal") ? 200 : 401);
                }
            }
        }
    }
}
