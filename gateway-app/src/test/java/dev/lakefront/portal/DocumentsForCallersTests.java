package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsForCallersTests {

    @Test
    void areShownToNobodyWhoIsNotKnown(@TempDir Path folder) {
        Gateway.write(folder, "config/gateway.yaml", "documents: { require-key: true }\n");
        try (PortalGateway portal = PortalGateway.start(folder)) {
            for (String path : List.of(
                    "/portal/apis/iris/reference",
                    "/portal/apis/iris/reference/swagger",
                    "/portal/apis/iris/code",
                    "/portal/apis/iris/try",
                    "/portal/apis/iris/openapi.json",
                    "/portal/apis/iris/openapi.yaml",
                    "/portal/apis/iris/postman.json",
                    "/portal/apis/iris.md")) {
                HttpResponse<String> answer = portal.page(path);

                assertThat(answer.statusCode()).as(path).isEqualTo(303);
                assertThat(answer.headers().firstValue("Location").orElse(""))
                        .startsWith("/portal/sign-in?to=")
                        .contains("iris");
            }
            assertThat(PortalVisit.anonymous(portal.gateway())
                            .script("/portal/sign-in", "/portal/apis/iris/mock/invoke", "{}")
                            .headers()
                            .firstValue("Location"))
                    .hasValue("/portal/sign-in?to=/portal/apis/iris/try");
            assertThat(portal.page("/portal/apis/iris").body())
                    .contains("Iris flowers", "Sign in to see the document")
                    .doesNotContain("/iris/invocations");
            assertThat(portal.page("/portal").body()).doesNotContain("curl ");
            assertThat(portal.gateway().get("/llms-full.txt").body()).doesNotContain("/iris/invocations");
        }
    }
}
