package dev.lakefront.proxy;

import reactor.netty.channel.AbortedException;

/** The caller's side of the call is over before its body is: it closed the connection, or broke its own framing. */
final class CallerLeft extends AbortedException {

    /** Keeps its cause: by the name of that, Spring knows that a caller has left and logs no failure of the server. */
    CallerLeft(String message, AbortedException cause) {
        super(message);
        initCause(cause);
    }
}
