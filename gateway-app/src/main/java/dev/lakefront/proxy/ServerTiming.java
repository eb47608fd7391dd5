package dev.lakefront.proxy;

import dev.lakefront.usage.UsageRecord.Times;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells callers where their time went: {@code Server-Timing: gw;dur=0.412, upstream;dur=37.020}, in milliseconds. The
 * gateway's part ends when the head of the answer is written.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">W3C Server Timing</a>
 */
final class ServerTiming {

    private static final String HEADER = "Server-Timing";
    private static final long NANOS_IN_MICRO = 1000;

    private ServerTiming() {}

    /** To be called just before the head is written; what the model server says of itself stays beside it. */
    static void write(ServerWebExchange exchange) {
        Arrival arrival = Arrival.find(exchange);
        ServerHttpResponse response = exchange.getResponse();
        if (arrival == null) {
            return;
        }
        long now = System.nanoTime();
        arrival.answered(now);
        Times times = arrival.times(now);
        StringBuilder text = new StringBuilder(48).append("gw;dur=");
        milliseconds(text, times.total() - times.upstream());
        if (arrival.attempts() > 0) {
            milliseconds(text.append(", upstream;dur="), times.upstream());
        }
        response.getHeaders().add(HEADER, text.toString());
    }

    private static void milliseconds(StringBuilder text, long nanos) {
        long micros = Math.max(0, nanos) / NANOS_IN_MICRO;
        text.append(micros / 1000).append('.');
        long rest = micros % 1000;
        text.append((char) ('0' + rest / 100))
                .append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10));
    }
}
