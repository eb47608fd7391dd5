package dev.lakefront.identity;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Says to browsers, with every page, what it may do; all that these headers do not allow is forbidden. */
final class PageHeaders implements ServerHttpHeadersWriter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src %s; img-src 'self' data:;"
            + " connect-src 'self'; form-action %s; base-uri 'none'; frame-ancestors 'none'";

    /** Swagger UI writes styles into its own elements; no other page needs that. */
    private static final PathPattern SWAGGER =
            PathPatternParser.defaultInstance.parse("/portal/apis/*/reference/swagger");

    private final PageAccess access;
    private final PublicAddress address;
    private final Supplier<Optional<String>> signOutOrigin;

    /** @param signOutOrigin where browsers are sent when somebody signs out, unless it is here; Chromium asks the policy */
    PageHeaders(PageAccess access, PublicAddress address, Supplier<Optional<String>> signOutOrigin) {
        this.access = access;
        this.address = address;
        this.signOutOrigin = signOutOrigin;
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        String styles = SWAGGER.matches(path) ? "'self' 'unsafe-inline'" : "'self'";
        String forms = signOutOrigin.get().map(origin -> "'self' " + origin).orElse("'self'");
        // An answer may have a stricter one, as an owner's logo has.
        if (!headers.containsHeader("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", POLICY.formatted(styles, forms));
        }
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        if (address.isEncrypted(exchange)) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        if (headers.getCacheControl() == null || !isPublic(exchange)) {
            headers.setCacheControl(CacheControl.noStore());
        }
        return Mono.empty();
    }

    private boolean isPublic(ServerWebExchange exchange) {
        return access.audience(exchange.getRequest()).filter(access::isPublic).isPresent();
    }
}
