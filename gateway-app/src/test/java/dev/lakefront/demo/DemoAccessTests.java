package dev.lakefront.demo;

import static dev.lakefront.demo.DemoCaller.QUERY;
import static dev.lakefront.demo.DemoCaller.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.demo.DemoCaller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let into the workspace, and in which words somebody is not. */
class DemoAccessTests {

    private final DemoCaller caller = DemoCaller.start();

    @AfterEach
    void stop() {
        caller.close();
    }

    @Test
    void demandsACredential() {
        Answer none = caller.send("POST", QUERY, BodyPublishers.ofString(ROW), "Content-Type", "application/json");
        Answer unsupported = caller.send(
                "GET", "/api/2.0/serving-endpoints", BodyPublishers.noBody(), "Authorization", "Digest abc");

        for (Answer answer : List.of(none, unsupported)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo("{\"error_code\":401,\"message\":\"Credential was not sent or was of an unsupported type"
                            + " for this API.\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer dapi00000000000000000000000000000000"})
    void refusesAnUnknownToken(String authorization) {
        Answer answer = caller.send(
                "GET", "/api/2.0/serving-endpoints", BodyPublishers.noBody(), "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"error_code\":\"403\",\"message\":\"Invalid access token.\"}");
    }

    @Test
    void refusesTwoCredentialsAtOnce() {
        String good = "Bearer " + caller.workspace.token();

        Answer answer = caller.send(
                "GET",
                "/api/2.0/serving-endpoints",
                BodyPublishers.noBody(),
                "Authorization",
                good,
                "Authorization",
                "Bearer other");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void takesTheTokenAsBasicPassword() {
        assertThat(caller.send(
                                "GET",
                                "/api/2.0/serving-endpoints",
                                BodyPublishers.noBody(),
                                "Authorization",
                                basic("token", caller.workspace.token()))
                        .status())
                .isEqualTo(200);
        assertThat(caller.send(
                                "GET",
                                "/api/2.0/serving-endpoints",
                                BodyPublishers.noBody(),
                                "Authorization",
                                basic("someone", caller.workspace.token()))
                        .status())
                .isEqualTo(401);
        assertThat(caller.send(
                                "GET",
                                "/api/2.0/serving-endpoints",
                                BodyPublishers.noBody(),
                                "Authorization",
                                "Basic %%%")
                        .status())
                .isEqualTo(401);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAStrangersLargeBodyAndKeepsTheConnectionUsable() {
        Answer refused = caller.send(
                "POST",
                QUERY,
                BodyPublishers.ofByteArray(new byte[8 * 1024 * 1024]),
                "Authorization",
                "Bearer stranger",
                "Content-Type",
                "application/json");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(caller.query("iris", ROW).status()).isEqualTo(200);
    }
}
