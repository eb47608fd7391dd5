package dev.lakefront.portal;

import dev.lakefront.portal.api.Assets;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Serves what pages are made of, each file by its own name: nothing else of the class path can be asked for. */
@Configuration(value = "portalAssets", proxyBeanMethods = false)
@ConditionalOnPortal
class PortalAssets {

    @Bean
    RouterFunction<ServerResponse> assets() {
        return Assets.below(
                "/portal/assets",
                Map.of(
                        "portal.css", "portal/portal.css",
                        "portal.js", "portal/portal.js",
                        "tryit.js", "portal/tryit.js",
                        "tryit-answer.js", "portal/tryit-answer.js",
                        "tryit-editors.js", "portal/tryit-editors.js",
                        "lakefront.svg", "portal/lakefront.svg",
                        "htmx.js", "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js"));
    }
}
