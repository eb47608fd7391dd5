package dev.lakefront.proxy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

/**
 * An answer that tells {@link CallMeter} how it ended, exactly once.
 *
 * <p>An operator of our own, because {@code doFinally} does not say what the failure was, and each further operator on
 * this path costs every call.
 */
final class MeteredAnswer extends MonoOperator<Void, Void> {

    private final CallMeter meter;
    private final ServerWebExchange exchange;
    private final Arrival arrival;

    MeteredAnswer(Mono<Void> answer, CallMeter meter, ServerWebExchange exchange, Arrival arrival) {
        super(answer);
        this.meter = meter;
        this.exchange = exchange;
        this.arrival = arrival;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> caller) {
        meter.began();
        source.subscribe(new Watch(caller, meter, exchange, arrival));
    }

    /** Is true once the end was told: the end and the caller's leaving may meet. */
    private static final class Watch extends AtomicBoolean implements CoreSubscriber<Void>, Subscription {

        private static final long serialVersionUID = 1L;

        private final transient CoreSubscriber<? super Void> caller;
        private final transient CallMeter meter;
        private final transient ServerWebExchange exchange;
        private final transient Arrival arrival;
        private final transient Context context;
        private transient Subscription upstream = NONE;

        Watch(CoreSubscriber<? super Void> caller, CallMeter meter, ServerWebExchange exchange, Arrival arrival) {
            this.caller = caller;
            this.meter = meter;
            this.exchange = exchange;
            this.arrival = arrival;
            // Kept, because every operator below asks for it, and would ask all those above.
            this.context = caller.currentContext();
        }

        private static final Subscription NONE = new Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        };

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            caller.onSubscribe(this);
        }

        @Override
        public void onNext(Void nothing) {
            caller.onNext(nothing);
        }

        @Override
        public void onError(Throwable failure) {
            if (compareAndSet(false, true)) {
                meter.failed(exchange, arrival, failure);
            }
            caller.onError(failure);
        }

        @Override
        public void onComplete() {
            if (compareAndSet(false, true)) {
                meter.completed(exchange, arrival);
            }
            caller.onComplete();
        }

        @Override
        public void request(long count) {
            upstream.request(count);
        }

        @Override
        public void cancel() {
            upstream.cancel();
            if (compareAndSet(false, true)) {
                meter.cancelled(exchange, arrival);
            }
        }
    }
}
