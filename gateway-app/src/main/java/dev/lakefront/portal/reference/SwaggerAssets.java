package dev.lakefront.portal.reference;

import dev.lakefront.store.ConditionalOnPortal;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves what Swagger UI is made of, each file by its own name. */
@Configuration(value = "swaggerAssets", proxyBeanMethods = false)
@ConditionalOnPortal
class SwaggerAssets {

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/5.34.1/";

    private record Asset(ClassPathResource file, MediaType type) {}

    private static final Map<String, Asset> ASSETS = Map.of(
            "swagger-ui-bundle.js", new Asset(new ClassPathResource(WEBJAR + "swagger-ui-bundle.js"), SCRIPT),
            "swagger-ui.css", new Asset(new ClassPathResource(WEBJAR + "swagger-ui.css"), STYLE),
            "page.js", new Asset(new ClassPathResource("portal/swagger/page.js"), SCRIPT),
            "page.css", new Asset(new ClassPathResource("portal/swagger/page.css"), STYLE));

    @Bean
    RouterFunction<ServerResponse> swaggerFiles() {
        return RouterFunctions.route()
                .GET("/portal/assets/swagger/{name}", request -> {
                    Asset asset = ASSETS.get(request.pathVariable("name"));
                    return asset == null
                            ? ServerResponse.notFound().build()
                            : ServerResponse.ok()
                                    .contentType(asset.type())
                                    .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)))
                                    .body(Mono.just(asset.file()), ClassPathResource.class);
                })
                .build();
    }
}
