package dev.lakefront.proxy;

import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/** A model server's answer whose head has arrived, and the connection on which its body follows. */
record Upstream(HttpClientResponse response, Connection connection) {

    /** Closes the connection: the rest of this answer is of no use to anybody. */
    Mono<Void> giveUp() {
        return Mono.fromRunnable(connection::dispose);
    }
}
