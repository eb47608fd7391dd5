package dev.lakefront.identity;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A page of the portal to send a browser to. Nothing else passes, however it is written, so that nobody can make the
 * portal's address lead to theirs.
 */
record LocalPath(String value) {

    private static final int LONGEST = 2000;
    private static final Pattern FORM =
            Pattern.compile("/portal(?:/[\\w.~!$&'()*+,=:@%-]+)*" + "(?:\\?[\\w.~!$&'()*+,=:@%/?-]*)?");

    /** Signing in is not where anybody wants to be once they have. */
    private static final Pattern SIGN_IN = Pattern.compile("/portal/sign-(?:in|out).*");

    /** Needs the forms above. */
    static final LocalPath HOME = new LocalPath("/portal");

    LocalPath {
        if (!isLocal(value)) {
            throw new IllegalArgumentException("this is no page of the portal");
        }
    }

    /** Empty for what is no page of the portal. */
    static Optional<LocalPath> of(@Nullable String written) {
        return Optional.ofNullable(written)
                .filter(LocalPath::isLocal)
                .filter(path -> !SIGN_IN.matcher(path).matches())
                .map(LocalPath::new);
    }

    private static boolean isLocal(String written) {
        return written.length() <= LONGEST && FORM.matcher(written).matches();
    }

    /** Where this request is, with its query; empty where that has characters that stand in no address. */
    static Optional<LocalPath> of(ServerWebExchange exchange) {
        URI uri = exchange.getRequest().getURI();
        return of(uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery());
    }

    /** Ends the request; the browser asks for this page next, whatever it asked with before. */
    Mono<Void> redirect(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().set("Location", value);
        return response.setComplete();
    }
}
