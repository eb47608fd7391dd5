package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.portal.PortalGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The collections that the portal gives away, run by Postman's own runner with nothing but a key. */
class PostmanCollectionTests {

    private static final Duration BOUND = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void runsEveryRequestOfEveryCollection() throws IOException {
        Path newman = Tool.NODE_MODULES.require().resolve("newman/bin/newman.js");
        try (PortalGateway portal = PortalGateway.start(folder)) {
            for (String api : portal.gateway().snapshots().current().apis().keySet()) {
                assertThat(answers(newman, portal, api))
                        .as(api)
                        .isNotEmpty()
                        .allSatisfy(
                                answer -> assertThat(answer.at("/response/code").asInt())
                                        .as(answer.at("/item/name").asString())
                                        .isEqualTo(200));
            }
        }
    }

    private Iterable<JsonNode> answers(Path newman, PortalGateway portal, String api) throws IOException {
        HttpResponse<String> download = portal.gateway().get("/portal/apis/" + api + "/postman.json");
        Path collection = Files.writeString(folder.resolve(api + ".postman_collection.json"), download.body());
        Path report = folder.resolve(api + ".report.json");
        Object[] arguments = {
            newman,
            "run",
            collection,
            "--env-var",
            "LAKEFRONT_KEY=" + portal.key(),
            "--reporters",
            "json",
            "--reporter-json-export",
            report
        };
        Script.of(Tool.onPath("node"), arguments).run(folder.resolve(api + ".output.txt"), BOUND);
        return JsonMapper.shared().readTree(Files.readString(report)).at("/run/executions");
    }
}
