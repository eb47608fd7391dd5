package dev.lakefront.proxy;

import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/** A model server's answer whose head has arrived, the connection on which its body follows, and who minds it. */
record Upstream(HttpClientResponse response, Connection connection, Attempt attempt) {}
