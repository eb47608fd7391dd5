package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind the decoder: holds each request to the {@link RequestRules} and says in the gateway's words why one is
 * refused. After a refusal nothing that came on the connection goes any further.
 */
final class MessageHandler extends ChannelDuplexHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(MessageHandler.class);

    private final CallerConnection connection;
    private boolean endsConnection;

    MessageHandler(CallerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (connection.flaw() != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            look(request);
        } else if (message instanceof HttpContent content) {
            if (content.decoderResult().isFailure()) {
                Throwable cause = content.decoderResult().cause();
                content.release();
                connection.breakOff(WireProblem.ofBody(cause));
                return;
            }
            connection.received(content.content().readableBytes(), message instanceof LastHttpContent);
        }
        context.fireChannelRead(message);
    }

    /** What is marked as a failure here is answered by Reactor Netty, in its turn, and with our words below. */
    private void look(HttpRequest request) {
        connection.begun(request);
        DecoderResult decoded = request.decoderResult();
        if (decoded.isSuccess()) {
            String flaw = RequestRules.flaw(request);
            if (flaw == null) {
                return;
            }
            decoded = DecoderResult.failure(new BadRequest(flaw));
            request.setDecoderResult(decoded);
        }
        LOGGER.atDebug().addKeyValue("cause", decoded.cause()).log("A request cannot be read");
        connection.isFlawed(WireProblem.ofHead(decoded.cause()));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Object sent = message;
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            connection.answering();
            HttpResponse worded = inOurWords(response);
            endsConnection = !HttpUtil.isKeepAlive(worded);
            sent = worded;
        }
        if (endsConnection && sent instanceof LastHttpContent && !promise.isVoid()) {
            LastAnswer.watch(context.channel(), promise);
        }
        context.write(sent, promise);
        if (sent instanceof LastHttpContent) {
            connection.answered();
        }
    }

    private HttpResponse inOurWords(HttpResponse response) {
        if (!(response instanceof FullHttpResponse full) || full.content().isReadable()) {
            return response;
        }
        GatewayProblem flaw = connection.flaw();
        if (flaw != null && connection.isAnswerToFlaw()) {
            full.release();
            return WireProblem.answer(flaw, true);
        }
        if (full.status().equals(HttpResponseStatus.BAD_REQUEST)
                && !full.headers().contains(WireProblem.REQUEST_ID)) {
            // Spring could not make a URI of the target: our own filters, which give each call its id, never saw it.
            boolean last = !HttpUtil.isKeepAlive(full);
            full.release();
            return WireProblem.answer(WireProblem.ofTarget(), last);
        }
        return response;
    }
}
