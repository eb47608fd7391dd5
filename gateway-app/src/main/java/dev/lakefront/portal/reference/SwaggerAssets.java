package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.Assets;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Serves what Swagger UI is made of, each file by its own name. */
@Configuration(value = "swaggerAssets", proxyBeanMethods = false)
@ConditionalOnPortal
class SwaggerAssets {

    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/5.34.1/";

    @Bean
    RouterFunction<ServerResponse> swaggerFiles() {
        return Assets.below(
                "/portal/assets/swagger",
                Map.of(
                        "swagger-ui-bundle.js",
                        WEBJAR + "swagger-ui-bundle.js",
                        "swagger-ui.css",
                        WEBJAR + "swagger-ui.css",
                        "page.js",
                        "portal/swagger/page.js",
                        "page.css",
                        "portal/swagger/page.css"));
    }
}
