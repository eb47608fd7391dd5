package dev.lakefront.proxy;

import reactor.netty.channel.AbortedException;

/** The caller's side of the call is over before its body is: it closed the connection, or broke its own framing. */
final class CallerLeft extends AbortedException {

    CallerLeft(String message) {
        super(message);
    }
}
