package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.redis.Redis;
import dev.lakefront.redis.RedisListener;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Counts in Redis, so that all replicas together admit what a limit allows. One round trip a call.
 *
 * <p>When Redis does not answer in time, the call is decided as {@link LocalShare} does, and after a few such calls none
 * waits any more until Redis is back. What a call that was given up has spent stays spent, except its places.
 */
final class RedisRateLimiter implements RateLimiter, RedisListener {

    private final Redis redis;
    private final LimitScript script;
    private final Places places;
    private final LocalShare local;
    private final Quotas quotas;
    private final Fallbacks fallbacks;

    RedisRateLimiter(
            Redis redis, LimitScript script, Places places, LocalShare local, Quotas quotas, Fallbacks fallbacks) {
        this.redis = redis;
        this.script = script;
        this.places = places;
        this.local = local;
        this.quotas = quotas;
        this.fallbacks = fallbacks;
    }

    @Override
    public Mono<Decision> tryAcquire(List<Charge> charges) {
        return Mono.defer(() -> {
            refuseTwins(charges);
            if (charges.isEmpty()) {
                return Mono.just(new Decision.Admitted(List.of()));
            }
            return redis.available() ? shared(charges) : local.tryAcquire(charges);
        });
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Mono<Void> debit(List<Charge> charges) {
        return Mono.defer(() -> {
            if (charges.stream().anyMatch(Places::isPlace)) {
                return Mono.error(
                        new IllegalArgumentException("calls in flight are taken and released, never debited"));
            }
            if (charges.isEmpty()) {
                return Mono.empty();
            }
            return redis.available()
                    ? Mono.fromCompletionStage(() -> script.debit(charges))
                            .onErrorResume(failure -> local.debit(charges).then(Mono.empty()))
                            .then()
                    : local.debit(charges);
        });
    }

    @Override
    public Mono<List<LimitState>> look(List<Charge> charges) {
        return Mono.defer(() -> charges.isEmpty()
                ? Mono.just(List.of())
                : Mono.fromCompletionStage(() -> script.look(charges))
                        // What one replica knows while Redis is away is not what is left.
                        .onErrorComplete()
                        .publishOn(Schedulers.parallel()));
    }

    @Override
    public Mono<Void> release(List<Charge> charges) {
        return Mono.fromRunnable(
                () -> places.release(charges.stream().filter(Places::isPlace).toList()));
    }

    @Override
    public void answers(boolean anew) {
        if (anew) {
            fallbacks.over();
        }
        places.tell(anew);
        quotas.settle();
    }

    private Mono<Decision> shared(List<Charge> charges) {
        List<Charge> taking = charges.stream().filter(Places::isPlace).toList();
        HandedOver handedOver = new HandedOver(() -> places.release(taking));
        return Mono.<Decision>create(sink -> {
                    sink.onCancel(handedOver::left);
                    Executor home = home();
                    ask(charges, taking)
                            .whenComplete((decision, failure) -> home.execute(() -> {
                                if (decision != null) {
                                    offer(decision, sink, handedOver);
                                } else if (!handedOver.isLeft()) {
                                    local.tryAcquire(charges)
                                            .subscribe(other -> offer(other, sink, handedOver), sink::error);
                                }
                            }));
                })
                .doOnNext(decision -> handedOver.taken());
    }

    private CompletionStage<Decision> ask(List<Charge> charges, List<Charge> taking) {
        if (taking.isEmpty()) {
            return script.acquire(charges);
        }
        Places.Asked<Decision> asked = places.ask(taking, () -> script.acquire(charges));
        return asked.answer().whenComplete((decision, failure) -> note(asked.question(), decision));
    }

    private static void offer(Decision decision, MonoSink<Decision> sink, HandedOver handedOver) {
        sink.success(decision);
        handedOver.offered(decision instanceof Decision.Admitted);
    }

    private void note(Places.Question question, @Nullable Decision decision) {
        switch (decision) {
            case Decision.Admitted _ -> places.taken(question);
            case Decision.Refused _, Decision.TooLarge _ -> places.refused(question);
            case null -> places.unanswered(question);
        }
    }

    /**
     * Where the call goes on: on the event loop that it came from. On the connection's own thread the whole rest of every
     * call would run on one thread, and keep Redis' answers to the others waiting.
     */
    private static Executor home() {
        @Nullable EventExecutor loop = ThreadExecutorMap.currentExecutor();
        return loop == null ? Schedulers.parallel()::schedule : loop;
    }

    private static void refuseTwins(List<Charge> charges) {
        if (charges.size() < 2) {
            return;
        }
        Set<Object> seen = new HashSet<>();
        for (Charge charge : charges) {
            if (!seen.add(List.of(charge.key(), charge.limit()))) {
                throw new IllegalArgumentException("two charges of one call have the same key and limit; make them one"
                        + " with the sum of permits");
            }
        }
    }
}
