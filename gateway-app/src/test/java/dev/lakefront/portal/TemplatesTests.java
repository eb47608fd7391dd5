package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.templateresolver.ITemplateResolver;
import org.thymeleaf.templateresolver.TemplateResolution;

/** Walks through the portal until every template was rendered: one that no page leads to is dead, or untested. */
class TemplatesTests {

    private static final Path FOLDER = Path.of("src/main/resources/templates");

    /** Resolves nothing, and remembers what was asked for. */
    static class Asked implements ITemplateResolver {

        private final Set<String> names = new ConcurrentSkipListSet<>();

        @Override
        public String getName() {
            return "asked";
        }

        @Override
        public Integer getOrder() {
            return Integer.MIN_VALUE;
        }

        @Override
        public TemplateResolution resolveTemplate(
                IEngineConfiguration engine, String owner, String template, Map<String, Object> attributes) {
            names.add(template);
            return null;
        }
    }

    static class Watching {

        @Bean
        Asked asked() {
            return new Asked();
        }
    }

    @Test
    void areAllRendered(@TempDir Path folder) throws IOException {
        Gateway.write(folder, "config/apis/petals.yaml", """
            title: Petals
            workspace: demo
            endpoint: iris
            lifecycle: { deprecated: 2026-01-15 }
            """);
        try (PortalGateway portal =
                PortalGateway.start(folder, Watching.class, "--lakefront.usage.flush-every=200ms")) {
            PortalVisit stranger = PortalVisit.anonymous(portal.gateway());
            readsAround(portal);
            PortalVisit administrator = PortalVisit.signedIn(portal.gateway(), "admin");
            subscribes(administrator);
            portal.gateway().post("/iris/invocations", portal.key(), "{}");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> administrator.get("/portal/usage").body().contains("<svg"));
            for (String path : List.of(
                    "/portal/usage",
                    "/portal/usage?range=7d",
                    "/portal/requests",
                    "/portal/keys",
                    "/portal/subscriptions",
                    "/portal/subscriptions/s-aaaaaaaaaaaa",
                    "/portal/admin",
                    "/portal/admin/subscriptions",
                    "/portal/admin/audit",
                    "/portal/admin/snapshot",
                    "/portal",
                    "/portal/admin/approvals",
                    "/portal/admin/onboard",
                    "/portal/admin/apis/iris")) {
                shows(administrator.get(path), path);
            }
            assertThat(stranger.get("/portal/sign-in").statusCode()).isEqualTo(200);
            Set<String> names = portal.gateway().bean(Asked.class).names;
            names.addAll(withoutDatabase(folder.resolve("another")));

            assertThat(names).containsAll(templates());
        }
    }

    private static Set<String> withoutDatabase(Path folder) {
        try (PortalGateway portal = PortalGateway.start(
                folder,
                Watching.class,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
                "--spring.datasource.hikari.connection-timeout=300")) {
            assertThat(PortalVisit.signedIn(portal.gateway(), "admin")
                            .get("/portal/usage")
                            .statusCode())
                    .isEqualTo(503);
            return portal.gateway().bean(Asked.class).names;
        }
    }

    private static void readsAround(PortalGateway portal) {
        for (String path : List.of(
                "/portal",
                "/portal/apis",
                "/portal/apis/iris",
                "/portal/apis/iris/try",
                "/portal/apis/iris/code",
                "/portal/apis/iris/reference",
                "/portal/apis/iris/reference/swagger",
                "/portal/products",
                "/portal/products/internal",
                "/portal/docs",
                "/portal/docs/keys",
                "/portal/docs/management",
                "/portal/docs/problems",
                "/portal/docs/problems/overloaded",
                "/portal/status",
                "/portal/nothing")) {
            shows(portal.page(path), path);
        }
    }

    private static void subscribes(PortalVisit visit) {
        String form = "/portal/products/internal/subscribe";
        shows(visit.get(form), form);
        String place = visit.submit(form, form, Map.of("title", "Mine"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        shows(visit.get(place), place);
        shows(visit.submit(place, place + "/keys", Map.of()), place + "/keys");
        shows(visit.get(place + "/keys/primary"), place + "/keys/primary");
        String limits = place.replace("/portal/", "/portal/admin/") + "/limits";
        shows(visit.get(limits), limits);
    }

    private static void shows(HttpResponse<String> page, String path) {
        assertThat(page.statusCode()).as(path).isIn(200, 404);
    }

    private static Set<String> templates() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replaceAll("\\.html$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
