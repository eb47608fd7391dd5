package dev.lakefront.demo;

import static dev.lakefront.demo.DemoCaller.QUERY;
import static dev.lakefront.demo.DemoCaller.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.demo.DemoCaller.Answer;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The workspace around its models: how it starts, what it can be told to be, and how it ends. */
class DemoWorkspaceTests {

    private final DemoCaller caller = DemoCaller.start();

    @AfterEach
    void stop() {
        caller.close();
    }

    @Test
    void listensOnLoopbackByDefault() {
        assertThat(caller.workspace.host().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void refusesToBeReachedFromOutsideUnlessForced() {
        InstantSource clock = InstantSource.system();
        SplittableRandom random = new SplittableRandom();

        assertThatThrownBy(
                        () -> new DemoSettings("0.0.0.0", false, 0, Duration.ofHours(1), Duration.ZERO, clock, random))
                .hasMessageContaining("0.0.0.0 is not a loopback address");
        assertThat(new DemoSettings("0.0.0.0", true, 0, Duration.ofHours(1), Duration.ZERO, clock, random).exposed())
                .isTrue();
    }

    @Test
    void saysWhatIsWrongWithSettings() {
        DemoSettings settings = DemoCaller.settings();

        assertThatThrownBy(() -> settings.withPort(70_000)).hasMessageContaining("port 70000");
        assertThatThrownBy(() -> settings.withTokenLifetime(Duration.ZERO)).hasMessageContaining("tokenLifetime");
        assertThatThrownBy(() -> settings.withChunkDelay(Duration.ofMillis(-1))).hasMessageContaining("chunkDelay");
        assertThatThrownBy(() -> new DemoSettings(
                        "gateway.example",
                        true,
                        0,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        settings.clock(),
                        settings.random()))
                .hasMessageContaining("'gateway.example' is not an IP address");
    }

    @Test
    void drawsNewSecretsAtEachStartAndShowsThemNowhere() {
        SplittableRandom random = new SplittableRandom(1);
        Identity first = Identity.draw(random);
        Identity second = Identity.draw(random);

        assertThat(first.token()).matches("dapi[0-9a-f]{32}").isNotEqualTo(second.token());
        assertThat(first.clientSecret()).matches("dose[0-9a-f]{32}").isNotEqualTo(second.clientSecret());
        assertThat(first.toString()).doesNotContain(first.token(), first.clientSecret());
        assertThat(caller.workspace.toString()).doesNotContain(caller.workspace.token());
    }

    @Test
    void showsAStoppedEndpoint() {
        caller.workspace.put("iris", EndpointCondition.STOPPED);

        Answer query = caller.query("iris", ROW);
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.body())
                .isEqualTo("{\"error_code\":\"BAD_REQUEST\",\"message\":\"The given endpoint is stopped,"
                        + " please retry after starting the endpoint.\"}");
        assertThat(caller.get("/api/2.0/serving-endpoints/iris")
                        .json()
                        .at("/config/served_entities/0/state/deployment")
                        .stringValue())
                .isEqualTo("DEPLOYMENT_STOPPED");

        caller.workspace.put("iris", EndpointCondition.READY);
        assertThat(caller.query("iris", ROW).status()).isEqualTo(200);
    }

    @Test
    void showsAnEndpointThatIsNotReady() {
        caller.workspace.put("assistant", EndpointCondition.NOT_READY);

        assertThat(caller.query("assistant", "{}").status()).isEqualTo(503);
        assertThat(caller.get("/api/2.0/serving-endpoints/assistant/openapi").status())
                .isEqualTo(404);
        assertThat(caller.get("/api/2.0/serving-endpoints/assistant")
                        .json()
                        .at("/state/ready")
                        .stringValue())
                .isEqualTo("NOT_READY");
    }

    @Test
    void knowsOnlyItsOwnEndpoints() {
        assertThatThrownBy(() -> caller.workspace.put("churn", EndpointCondition.STOPPED))
                .hasMessageContaining("no endpoint 'churn'")
                .hasMessageContaining("iris");
    }

    @Test
    void countsCallsByPath() {
        caller.query("iris", ROW);
        caller.query("iris", "{");
        caller.get("/api/2.0/serving-endpoints?unused=1");

        assertThat(caller.workspace.calls(QUERY)).isEqualTo(2);
        assertThat(caller.workspace.calls("/api/2.0/serving-endpoints")).isEqualTo(1);
        assertThat(caller.workspace.calls("/never")).isZero();
    }

    @Test
    void forgetsPathsBeyondABound() {
        CallCounts counts = new CallCounts();
        for (int i = 0; i < 2_000; i++) {
            counts.count("/" + i);
        }
        counts.count("/0");

        assertThat(counts.of("/0")).isEqualTo(2);
        assertThat(counts.of("/1999")).isZero();
    }

    @Test
    void startsInTheTimeOfABlink() {
        DemoWorkspace.start(DemoCaller.settings()).close();

        long begin = System.nanoTime();
        DemoWorkspace second = DemoWorkspace.start(DemoCaller.settings());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        second.close();

        assertThat(took).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void cutsItsConnectionsOnceClosed() {
        for (int i = 0; i < 5; i++) {
            DemoCaller other = DemoCaller.start();
            other.get("/.well-known/databricks-config");
            other.workspace.close();

            assertThatThrownBy(() -> other.get("/.well-known/databricks-config"))
                    .hasMessageContaining("No answer")
                    .cause()
                    .isNotInstanceOf(HttpTimeoutException.class);
        }
    }
}
