package dev.lakefront.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedManagementTests {

    private static final String BASE = "/management/v1";

    @Test
    void isClosedWhereNothingLetsAnybodyIn(@TempDir Path empty) {
        try (Gateway closed = Gateway.start(empty)) {
            HttpResponse<String> response =
                    closed.send(closed.request(BASE + "/apis").header("Authorization", "Bearer x"));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("management-forbidden", "lakefront.management.administrator-key");
            assertThat(closed.get(BASE + "/openapi.json").statusCode()).isEqualTo(200);
        }
    }
}
