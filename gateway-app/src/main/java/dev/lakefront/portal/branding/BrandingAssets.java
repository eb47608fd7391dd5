package dev.lakefront.portal.branding;

import dev.lakefront.publication.Branding;
import dev.lakefront.publication.LocationProperties;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves the owner's style sheet and logo. */
@Configuration(value = "brandingAssets", proxyBeanMethods = false)
@ConditionalOnPortal
class BrandingAssets {

    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

    private final Snapshots snapshots;
    private final LocationProperties locations;
    private final BlockingWork work;

    BrandingAssets(Snapshots snapshots, LocationProperties locations, BlockingWork work) {
        this.snapshots = snapshots;
        this.locations = locations;
        this.work = work;
    }

    /** Asked before the route of the portal's own assets, which answers every name. */
    @Bean
    @Order(0)
    RouterFunction<ServerResponse> brandingFiles() {
        return RouterFunctions.route()
                .GET(
                        "/portal/assets/branding.css",
                        request -> ServerResponse.ok()
                                .contentType(STYLE)
                                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                                .bodyValue(BrandingStyle.css(branding().accent())))
                .GET("/portal/assets/logo", request -> logo())
                .build();
    }

    private Branding branding() {
        return snapshots.current().branding();
    }

    private Mono<ServerResponse> logo() {
        String name = branding().logo();
        return name == null
                ? ServerResponse.notFound().build()
                : work.call(() -> read(name))
                        .flatMap(content -> ServerResponse.ok()
                                .contentType(type(name))
                                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                                // Shown by itself, a drawing could otherwise run what is written in it.
                                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                                .header("X-Content-Type-Options", "nosniff")
                                .bodyValue(content))
                        .switchIfEmpty(ServerResponse.notFound().build());
    }

    private byte @Nullable [] read(String name) throws IOException {
        Path file = locations.configDir().resolve("portal").resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(Branding.MAX_LOGO_BYTES);
        }
    }

    private static MediaType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "svg" -> MediaType.parseMediaType("image/svg+xml");
            case "webp" -> MediaType.parseMediaType("image/webp");
            default -> MediaType.IMAGE_PNG;
        };
    }
}
