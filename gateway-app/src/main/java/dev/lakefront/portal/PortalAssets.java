package dev.lakefront.portal;

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

/** Serves what pages are made of, each file by its own name: nothing else of the class path can be asked for. */
@Configuration(value = "portalAssets", proxyBeanMethods = false)
@ConditionalOnPortal
class PortalAssets {

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType IMAGE = MediaType.parseMediaType("image/svg+xml");

    private record Asset(ClassPathResource file, MediaType type) {}

    private static final Map<String, Asset> ASSETS = Map.of(
            "portal.css", new Asset(new ClassPathResource("portal/portal.css"), STYLE),
            "portal.js", new Asset(new ClassPathResource("portal/portal.js"), SCRIPT),
            "tryit.js", new Asset(new ClassPathResource("portal/tryit.js"), SCRIPT),
            "tryit-answer.js", new Asset(new ClassPathResource("portal/tryit-answer.js"), SCRIPT),
            "tryit-editors.js", new Asset(new ClassPathResource("portal/tryit-editors.js"), SCRIPT),
            "lakefront.svg", new Asset(new ClassPathResource("portal/lakefront.svg"), IMAGE),
            "htmx.js",
                    new Asset(
                            new ClassPathResource("META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js"),
                            SCRIPT));

    @Bean
    RouterFunction<ServerResponse> assets() {
        return RouterFunctions.route()
                .GET("/portal/assets/{name}", request -> {
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
