package dev.lakefront.server;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes turns between two gateways as a simple load balancer does, each caller on a connection of its own. */
final class BalancedCaller implements Runnable {

    private final List<GatewayProcess> gateways;
    private final String call;
    private final AtomicBoolean over;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();
    private RawCaller connection;
    private int turn;

    BalancedCaller(List<GatewayProcess> gateways, String call, AtomicBoolean over) {
        this.gateways = gateways;
        this.call = call;
        this.over = over;
    }

    @Override
    public void run() {
        while (!over.get()) {
            try {
                if (connection == null) {
                    connection = connect();
                }
                connection.send(call);
                RawCaller.Answer answer = connection.answer();
                calls.incrementAndGet();
                if (answer.status() != 200) {
                    failures.add(answer.toString());
                }
                if ("close".equalsIgnoreCase(answer.header("Connection"))) {
                    connection.close();
                    connection = null;
                }
            } catch (IOException lost) {
                failures.add(lost.toString());
                connection = null;
            }
        }
    }

    /** As a balancer does: to one that is ready, and once more elsewhere where the connection is refused. */
    private RawCaller connect() throws IOException {
        GatewayProcess next = gateways.get(turn++ % gateways.size());
        if (next.readiness() != 200) {
            next = gateways.get(turn++ % gateways.size());
        }
        try {
            return new RawCaller(next.port());
        } catch (ConnectException refused) {
            return new RawCaller(gateways.get(turn++ % gateways.size()).port());
        }
    }

    int calls() {
        return calls.get();
    }

    List<String> failures() {
        return failures;
    }
}
