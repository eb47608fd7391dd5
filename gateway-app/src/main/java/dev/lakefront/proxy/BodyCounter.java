package dev.lakefront.proxy;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Counts what is in a call's body, from a bounded copy that is then sent on. */
@Component
class BodyCounter {

    /** Larger ones are counted off the event loop: it has other calls to serve. */
    private static final int SMALL = 64 * 1024;

    private final BodyReader bodies;

    BodyCounter(BodyReader bodies) {
        this.bodies = bodies;
    }

    /** Fails with a problem when the body is too large to be held, or cannot be understood. */
    Mono<BodyCount> count(ServerWebExchange exchange, Call call) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Mono.error(BodyCount.problem("is compressed"));
        }
        if (call.isBodyTaken()) {
            return count(call.body());
        }
        return bodies.readWhole(exchange.getRequest(), call, bound(call)).flatMap(bytes -> {
            call.body(bytes.length == 0 ? new RequestBody.None() : new RequestBody.Whole(bytes));
            return count(call.body());
        });
    }

    private static DataSize bound(Call call) {
        DataSize own = BodyReader.bound(call);
        DataSize held = call.snapshot().settings().maxModelSize();
        return own.compareTo(held) < 0 ? own : held;
    }

    private static Mono<BodyCount> count(RequestBody body) {
        return switch (body) {
            case RequestBody.None _ -> Mono.just(BodyCount.ONE);
            case RequestBody.Whole whole
            when whole.bytes().length <= SMALL -> Mono.fromSupplier(() -> BodyCount.of(whole.bytes()));
            case RequestBody.Whole whole ->
                Mono.fromSupplier(() -> BodyCount.of(whole.bytes())).subscribeOn(Schedulers.parallel());
            case RequestBody.Streamed _ ->
                Mono.error(new IllegalStateException("a body that is passed on as it comes cannot be counted"));
        };
    }
}
