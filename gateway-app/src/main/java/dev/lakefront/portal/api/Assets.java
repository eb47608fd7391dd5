package dev.lakefront.portal.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves files that the pages need from the class path, by name; compressed once, for whoever takes that. */
public final class Assets {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"));

    private static final Pattern TAKES_GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    /** @param packed the content, compressed */
    private record Asset(byte[] content, byte[] packed, MediaType type, String tag) {

        Mono<ServerResponse> to(ServerRequest request) {
            boolean pack = request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                    .anyMatch(codings -> TAKES_GZIP.matcher(codings).find());
            ServerResponse.BodyBuilder response = ServerResponse.ok()
                    .contentType(type)
                    .cacheControl(CacheControl.maxAge(FRESH))
                    .varyBy(HttpHeaders.ACCEPT_ENCODING)
                    .eTag(pack ? "\"" + tag + "-gzip\"" : "\"" + tag + "\"");
            return pack
                    ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip").bodyValue(packed)
                    : response.bodyValue(content);
        }
    }

    private Assets() {}

    /**
     * Fails when a file is not there.
     *
     * @param files where each lies on the class path, by the name that pages know it by
     */
    public static RouterFunction<ServerResponse> below(String path, Map<String, String> files) {
        Map<String, Asset> assets = new HashMap<>();
        files.forEach((name, file) -> assets.put(name, read(name, file)));
        return RouterFunctions.route()
                .GET(path + "/{name}", request -> {
                    Asset asset = assets.get(request.pathVariable("name"));
                    return asset == null ? ServerResponse.notFound().build() : asset.to(request);
                })
                .build();
    }

    private static Asset read(String name, String file) {
        MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("no media type is known for the portal's file " + name);
        }
        try {
            byte[] content = new ClassPathResource(file).getContentAsByteArray();
            return new Asset(content, packed(content), type, DigestUtils.md5DigestAsHex(content));
        } catch (IOException missing) {
            throw new UncheckedIOException("the portal's file " + file + " cannot be read", missing);
        }
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(content);
        }
        return packed.toByteArray();
    }
}
