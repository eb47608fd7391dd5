package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemFormat;
import dev.lakefront.problem.ProblemType;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.UUID;

/** The gateway's errors for requests that never become a call, because their head cannot be read. */
final class WireProblem {

    static final String REQUEST_ID = "X-Request-Id";

    private WireProblem() {}

    /** What is wrong with a head that the decoder or {@link RequestRules} refuse. */
    static GatewayProblem ofHead(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException tooLong ->
                new GatewayProblem(
                        ProblemType.PATH_TOO_LONG,
                        "The request line is too long. Send what is long in the body.",
                        tooLong);
            case TooLongHttpHeaderException tooLarge ->
                new GatewayProblem(
                        ProblemType.HEADERS_TOO_LARGE,
                        "The headers of this request are too large together. Send fewer or shorter ones.",
                        tooLarge);
            case BadRequest bad ->
                new GatewayProblem(
                        ProblemType.BAD_REQUEST_HEADER,
                        "The request could not be read in one way only: " + bad.getMessage() + ".",
                        bad);
            default ->
                new GatewayProblem(ProblemType.BAD_REQUEST_HEADER, "The request's head is no valid HTTP/1.1.", cause);
        };
    }

    static GatewayProblem ofTarget() {
        return new GatewayProblem(
                ProblemType.AMBIGUOUS_PATH,
                "The request target has a character or an escape that may not stand there. Encode it or remove it.");
    }

    static GatewayProblem ofBody(Throwable cause) {
        return new GatewayProblem(
                ProblemType.BAD_REQUEST_HEADER, "The request's body is not framed as HTTP/1.1 has it.", cause);
    }

    static GatewayProblem tooSlow() {
        return new GatewayProblem(
                ProblemType.REQUEST_TIMEOUT, "The request did not arrive in time. Send it again, without pauses.");
    }

    /**
     * Problem details, whatever path was meant: it could not be read.
     *
     * @param last whether the connection ends with it
     */
    static FullHttpResponse answer(GatewayProblem problem, boolean last) {
        String requestId = UUID.randomUUID().toString();
        byte[] body = ProblemFormat.PROBLEM_DETAILS.render(problem, requestId, ProblemType.DOCUMENTATION);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.type().status()),
                Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ProblemFormat.PROBLEM_DETAILS.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Lakefront-Error", problem.type().code())
                .set(REQUEST_ID, requestId);
        problem.headers().forEach(response.headers()::set);
        HttpUtil.setKeepAlive(response, !last);
        return response;
    }
}
