package dev.lakefront.portal;

import dev.lakefront.identity.RefusalPage;
import dev.lakefront.portal.api.SignInNeeded;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.View;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a browser gets of the portal when something is not there or fails: a page. Whoever does not ask for HTML gets the
 * problem details of every other path.
 */
@Controller
@ControllerAdvice(basePackageClasses = PortalFrame.class)
@ConditionalOnPortal
class ErrorPages implements RefusalPage {

    private static final String VIEW = "portal/error";

    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorPages.class);

    private final PortalFrame frame;
    private final ObjectProvider<ViewResolver> views;

    ErrorPages(PortalFrame frame, ObjectProvider<ViewResolver> views) {
        this.frame = frame;
        this.views = views;
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
    Mono<Void> failure(RuntimeException failure, ServerWebExchange exchange) {
        return show(exchange, failure);
    }

    @Override
    public Mono<Void> show(ServerWebExchange exchange, Throwable failure) {
        if (!wantsPage(exchange) || exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        HttpStatusCode status = status(failure);
        if (status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            LOGGER.atError()
                    .setCause(failure)
                    .addKeyValue("path", exchange.getRequest().getPath().value())
                    .log("A page of the portal failed");
        }
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        response.getHeaders().setCacheControl("no-store");
        Map<String, Object> model = new HashMap<>();
        model.put("status", status.value());
        if (failure instanceof GatewayProblem problem) {
            response.getHeaders().set("X-Lakefront-Error", problem.type().code());
            model.put("problem", problem);
        }
        return framed(exchange, model).flatMap(view -> view.render(model, MediaType.TEXT_HTML, exchange));
    }

    /** The page's view, once all that stands around its content is in the model. */
    private Mono<View> framed(ServerWebExchange exchange, Map<String, Object> model) {
        return frame.frame(exchange)
                .doOnNext(page -> model.put("portal", page))
                .then(frame.csrf(exchange).doOnNext(token -> model.put("_csrf", token)))
                .then(Flux.fromStream(views.orderedStream())
                        .concatMap(resolver -> resolver.resolveViewName(VIEW, Locale.ENGLISH))
                        .next());
    }

    private static HttpStatusCode status(Throwable failure) {
        return switch (failure) {
            case ResponseStatusException status -> status.getStatusCode();
            case GatewayProblem problem -> HttpStatusCode.valueOf(problem.type().status());
            case DatabaseUnavailable _ -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static boolean wantsPage(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getAccept().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatibleWith(MediaType.TEXT_HTML));
    }
}
