package dev.lakefront.portal;

import dev.lakefront.portal.api.SignInNeeded;
import dev.lakefront.store.ConditionalOnPortal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * What a browser gets of the portal when something is not there or fails: a page. Whoever does not ask for HTML gets the
 * problem details of every other path.
 */
@Controller
@ControllerAdvice(basePackageClasses = PortalFrame.class)
@ConditionalOnPortal
class ErrorPages {

    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorPages.class);

    private final PortalFrame frame;

    ErrorPages(PortalFrame frame) {
        this.frame = frame;
    }

    /** Less special than any other page. */
    @GetMapping("/portal/{*path}")
    Mono<String> nothingHere() {
        return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @ExceptionHandler
    Mono<Void> signIn(SignInNeeded needed, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders()
                .setLocation(URI.create(
                        "/portal/sign-in?to=" + UriUtils.encodeQueryParam(needed.path(), StandardCharsets.UTF_8)));
        return response.setComplete();
    }

    @ExceptionHandler
    Mono<String> status(ResponseStatusException failure, ServerWebExchange exchange, Model model) {
        return page(failure, failure.getStatusCode(), exchange, model);
    }

    @ExceptionHandler
    Mono<String> failure(RuntimeException failure, ServerWebExchange exchange, Model model) {
        if (wantsPage(exchange)) {
            LOGGER.atError()
                    .setCause(failure)
                    .addKeyValue("path", exchange.getRequest().getPath().value())
                    .log("A page of the portal failed");
        }
        return page(failure, HttpStatus.INTERNAL_SERVER_ERROR, exchange, model);
    }

    private Mono<String> page(Throwable failure, HttpStatusCode status, ServerWebExchange exchange, Model model) {
        if (!wantsPage(exchange) || exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        exchange.getResponse().setStatusCode(status);
        exchange.getResponse().getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        exchange.getResponse().getHeaders().setCacheControl("no-store");
        model.addAttribute("status", status.value());
        model.addAttribute("portal", frame.frame(exchange));
        Mono<?> csrf = frame.csrf(exchange);
        model.addAttribute("_csrf", csrf);
        return Mono.just("portal/error");
    }

    private static boolean wantsPage(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getAccept().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatibleWith(MediaType.TEXT_HTML));
    }
}
