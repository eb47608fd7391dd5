package dev.lakefront.server;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Watches how a request comes in: since when its head is on its way, what of its body is missing, and how long the gateway
 * has waited for it. Belongs to one connection's event loop.
 */
final class RequestWatch {

    private final ServerProperties limits;
    private boolean headBegun;
    private long headSince;
    private boolean inBody;
    /** Of the body; negative when its length is not known. */
    private long missing;

    private boolean wanted;
    private long wantedSince;
    private long waited;

    RequestWatch(ServerProperties limits) {
        this.limits = limits;
    }

    /** Bytes have come. */
    void received(boolean isBlank) {
        if (wanted) {
            wanted = false;
            waited += inBody ? System.nanoTime() - wantedSince : 0;
        }
        headBegun |= !inBody && !isBlank;
    }

    /**
     * All that has come was decoded.
     *
     * @return whether a head was begun with it that is not whole
     */
    boolean receivedAll() {
        if (!headBegun || headSince != 0) {
            return false;
        }
        headSince = System.nanoTime();
        return true;
    }

    /**
     * The gateway is ready for more.
     *
     * @return whether it waits for a body from now on
     */
    boolean wants() {
        if (wanted) {
            return false;
        }
        wanted = true;
        if (inBody) {
            wantedSince = System.nanoTime();
        }
        return inBody;
    }

    /** A head is in. */
    void begun(HttpRequest request) {
        headBegun = false;
        headSince = 0;
        waited = 0;
        missing = request.decoderResult().isFailure() ? 0 : bodyLength(request);
        inBody = missing != 0;
    }

    private static long bodyLength(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request) ? -1 : HttpUtil.getContentLength(request, 0L);
    }

    /** A piece of the body is in. */
    void piece(int bytes, boolean isLast) {
        if (missing > 0) {
            missing -= bytes;
        }
        if (isLast) {
            inBody = false;
        }
    }

    boolean isInHead() {
        return headSince != 0;
    }

    /** The head is not waited for any more. */
    void giveUpHead() {
        headSince = 0;
    }

    boolean isInBody() {
        return inBody;
    }

    boolean awaitsBody() {
        return inBody && wanted;
    }

    /** Whether more than this is missing, or nobody knows how much. */
    boolean misses(long bytes) {
        return inBody && (missing < 0 || missing > bytes);
    }

    long leftOfHead(long now) {
        return limits.headTimeout().toNanos() - (now - headSince);
    }

    long leftOfBody(long now) {
        long since = now - wantedSince;
        long altogether = limits.bodyTimeout().toNanos() - waited - since;
        return Math.min(limits.bodyIdleTimeout().toNanos() - since, altogether);
    }
}
