package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;

/**
 * Stands where the next piece of a body should have been; whoever reads it fails with the problem.
 *
 * <p>It waits in line like any other piece until somebody reads the body. An exception that is sent along the connection
 * does not: with no reader there yet, Reactor Netty closes the connection, and the caller is told nothing.
 */
final class BrokenContent extends DefaultHttpContent {

    private final GatewayProblem problem;

    BrokenContent(GatewayProblem problem) {
        super(Unpooled.EMPTY_BUFFER);
        this.problem = problem;
    }

    @Override
    public ByteBuf content() {
        throw problem;
    }
}
