package dev.lakefront.bench.system;

import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** The ceiling: as little as a streaming proxy on Reactor Netty can be. No routes, no keys, no limits. */
public final class BareProxy {

    private BareProxy() {}

    /** @param arguments the port to listen on, the backend's port */
    public static void main(String... arguments) {
        String backend = "http://127.0.0.1:" + arguments[1];
        HttpClient client = HttpClient.create(ConnectionProvider.create("bare", 500));
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handle((request, response) -> client.request(request.method())
                        .uri(backend + request.uri())
                        .send((upstream, out) -> {
                            upstream.headers(request.requestHeaders().copy().remove("host"));
                            return out.send(request.receive().retain());
                        })
                        .responseConnection((answer, connection) -> {
                            response.status(answer.status()).headers(answer.responseHeaders());
                            boolean stream = answer.responseHeaders().contains("transfer-encoding");
                            return response.send(connection.inbound().receive().retain(), part -> stream);
                        }))
                .bindNow();
        server.onDispose().block();
    }
}
