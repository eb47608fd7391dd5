package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemFormat;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Writes the gateway's own errors: for the walk, and, as the exception handler ahead of Spring Boot's, for everything
 * that fails outside it.
 *
 * <p>An answer that has begun cannot become an error; it is broken off, so that no caller takes it for whole.
 */
@Component
@Order(-10)
class ProblemResponse implements WebExceptionHandler {

    private static final String LOGGED = ProblemResponse.class.getName() + ".logged";

    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemResponse.class);

    private final Snapshots snapshots;
    private final boolean portal;

    ProblemResponse(Snapshots snapshots, @Value("${lakefront.portal.enabled:true}") boolean portal) {
        this.snapshots = snapshots;
        this.portal = portal;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return write(exchange, failure);
    }

    Mono<Void> write(ServerWebExchange exchange, Throwable failure) {
        if (failure instanceof AbortedException) {
            // The caller has closed its connection: there is nobody to answer, and nothing of ours is wrong.
            return Mono.error(failure);
        }
        GatewayProblem problem = toProblem(failure);
        ServerHttpResponse response = exchange.getResponse();
        Arrival arrival = Arrival.find(exchange);
        if (arrival != null && arrival.hasCallerLeft()) {
            // Nobody is there to be told, and nothing is wrong.
            return Mono.error(problem);
        }
        if (exchange.getAttributes().putIfAbsent(LOGGED, true) == null) {
            log(exchange, problem);
        }
        if (response.isCommitted()) {
            return Mono.error(problem);
        }
        Surface surface = Surface.of(exchange.getRequest().getPath().value());
        ProblemFormat format = surface.problemFormat();
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        response.setStatusCode(HttpStatusCode.valueOf(problem.type().status()));
        headers.set(HttpHeaders.CONTENT_TYPE, format.contentType());
        headers.set("X-Lakefront-Error", problem.type().code());
        headers.setCacheControl("no-store");
        problem.headers().forEach(headers::set);
        ServerTiming.write(exchange);
        byte[] body = format.render(problem, RequestHead.requestId(exchange), documentation());
        headers.setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** The portal's page, where callers can reach it by an address that does not depend on how they wrote it. */
    private String documentation() {
        String publicUrl = snapshots.current().settings().publicUrl();
        return portal && publicUrl != null ? publicUrl + "/portal/docs/problems" : ProblemType.DOCUMENTATION;
    }

    static GatewayProblem toProblem(Throwable failure) {
        if (failure instanceof GatewayProblem problem) {
            return problem;
        }
        if (failure instanceof MethodNotAllowedException wrongMethod) {
            String allowed = String.join(
                    ", ",
                    wrongMethod.getSupportedMethods().stream()
                            .map(Object::toString)
                            .toList());
            return methodNotAllowed(allowed);
        }
        if (failure instanceof ResponseStatusException status
                && status.getStatusCode().is4xxClientError()) {
            return status.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
                    ? notFound()
                    : new GatewayProblem(ProblemType.BAD_REQUEST_HEADER, "The request could not be read.", failure);
        }
        return new GatewayProblem(ProblemType.INTERNAL_ERROR, "The gateway failed to answer this call.", failure);
    }

    static GatewayProblem notFound() {
        return new GatewayProblem(
                ProblemType.OPERATION_NOT_FOUND,
                "The given endpoint does not exist here. Check the path; GET /v1/models lists what your key may call.");
    }

    static GatewayProblem methodNotAllowed(String allowed) {
        return new GatewayProblem(ProblemType.METHOD_NOT_ALLOWED, "This path takes " + allowed + ".")
                .header(HttpHeaders.ALLOW, allowed);
    }

    private static void log(ServerWebExchange exchange, GatewayProblem problem) {
        if (problem.type() == ProblemType.INTERNAL_ERROR) {
            LOGGER.atError()
                    .setCause(problem.getCause())
                    .addKeyValue("request_id", RequestHead.requestId(exchange))
                    .log("A call failed for a reason that has no problem type");
        } else if (problem.type().status() >= 500 && problem.getCause() != null) {
            // What the gateway turns away by itself has its line in the access log: thousands of these would stall the
            // event loops just when there is too much to do.
            LOGGER.atWarn()
                    .addKeyValue("request_id", RequestHead.requestId(exchange))
                    .addKeyValue("problem", problem.type().code())
                    .addKeyValue("cause", String.valueOf(problem.getCause()))
                    .log("A call failed");
        }
    }
}
