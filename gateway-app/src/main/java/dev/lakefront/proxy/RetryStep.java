package dev.lakefront.proxy;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.backend.Credential;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.resilience.EndpointGuard;
import dev.lakefront.resilience.RetryAfter;
import dev.lakefront.resilience.RetrySettings;
import dev.lakefront.resilience.RetrySettings.Cause;
import dev.lakefront.resilience.WakingRoom;
import dev.lakefront.usage.CallMeters;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Makes another attempt where that is safe, and none where an endpoint wants to be left alone.
 *
 * <p>Scoring is paid for, so an attempt is repeated only when the model has not worked on the call: nothing was sent, or
 * the server said so before the first byte of an answer ({@link Unfinished}), and the API's file allows it. Retries have
 * a budget and end with the call's own time. While an endpoint wakes up, one call goes on asking and the others wait.
 */
@Component
class RetryStep implements GatewayFilter {

    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration LATER_PROBES = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private final CallMeters meters;

    RetryStep(RandomGenerator random, CallMeters meters) {
        this.random = random;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        EndpointGuard guard = call.target().requiredApi().guard();
        guard.called();
        Duration paused = guard.paused();
        return paused.isZero() ? enter(exchange, chain, call) : afterPause(paused, exchange, chain, call);
    }

    /** The server named a time for everyone: who may come again waits for it, the others are told. */
    private Mono<Void> afterPause(Duration paused, ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        if (!call.mayWait(Cause.TOO_MANY_REQUESTS, paused)) {
            return Mono.error(new GatewayProblem(
                            ProblemType.BACKEND_OVERLOADED,
                            "The model server asked not to be called for a while. Try again in "
                                    + RetryAfter.write(paused) + " s.")
                    .header("Retry-After", RetryAfter.write(paused)));
        }
        return Mono.delay(paused.plus(part(settings(call).longest())))
                .then(Mono.defer(() -> enter(exchange, chain, call)));
    }

    private Mono<Void> enter(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        EndpointGuard guard = call.target().requiredApi().guard();
        return switch (guard.wakingRoom().enter()) {
            case WakingRoom.Entry.Awake _ -> attempt(exchange, chain, call);
            case WakingRoom.Entry.Wait(Mono<Void> woken) ->
                woken.timeout(call.timeLeft(), Mono.error(notReady(guard)))
                        .onErrorMap(WakingRoom.NotWoken.class, failed -> notReady(guard))
                        .then(Mono.defer(() -> attempt(exchange, chain, call)));
            case WakingRoom.Entry.Full(Duration expected) -> Mono.error(waking(expected));
        };
    }

    private Mono<Void> attempt(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        call.attempted();
        return chain.filter(exchange).onErrorResume(Unfinished.class, unfinished -> switch (unfinished) {
            case Unfinished.CredentialRejected rejected -> renewed(rejected, exchange, chain, call);
            case Unfinished.NotSent notSent -> resend(notSent, exchange, chain, call);
            case Unfinished.ComeBack later ->
                Mono.delay(later.after().plus(part(settings(call).shortest())))
                        .then(Mono.defer(() -> again("retry-after", exchange, chain, call)));
            case Unfinished.NotReady _ -> held(exchange, chain, call);
        });
    }

    private Mono<Void> again(String reason, ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        meters.retried(call.target().requiredApi().api().id(), reason);
        return attempt(exchange, chain, call);
    }

    /** Once for a call: a second refusal is not about the credential's age. */
    private Mono<Void> renewed(
            Unfinished.CredentialRejected rejected, ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        AttachedCredential attached = call.credential();
        Credential credential = call.target().requiredApi().credential();
        if (attached == null || !call.body().isReplayable() || !call.renewsCredential()) {
            return Mono.error(rejected(rejected));
        }
        return credential
                .renew(attached)
                .onErrorReturn(false)
                .defaultIfEmpty(false)
                .flatMap(newer ->
                        newer ? again("credential-rejected", exchange, chain, call) : Mono.error(rejected(rejected)));
    }

    private Mono<Void> resend(
            Unfinished.NotSent notSent, ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        Duration wait = part(settings(call).backoff(call.attempts() + 1));
        if (!call.mayAttemptAgain(Cause.CONNECT_FAILURE, wait)) {
            return Mono.error(notSent.problem());
        }
        return Mono.delay(wait).then(Mono.defer(() -> again("not-sent", exchange, chain, call)));
    }

    private Mono<Void> held(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        WakingRoom room = call.target().requiredApi().guard().wakingRoom();
        if (call.isProbe()) {
            return probe(exchange, chain, call);
        }
        if (!room.becomesProbe()) {
            return enter(exchange, chain, call);
        }
        call.becomesProbe(System.nanoTime());
        return probe(exchange, chain, call)
                .doOnError(failure -> room.givenUp(failure instanceof WakingRoom.NotWoken late ? late : null))
                .doOnCancel(() -> room.givenUp(null))
                .onErrorMap(
                        WakingRoom.NotWoken.class,
                        late -> notReady(call.target().requiredApi().guard()));
    }

    private Mono<Void> probe(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        Duration hold = call.target().requiredApi().guard().settings().hold();
        Duration left = hold.minusNanos(System.nanoTime() - call.probingSince());
        Duration wait = call.attempts() == 1 ? FIRST_PROBE : LATER_PROBES;
        if (left.compareTo(wait) < 0 || call.timeLeft().compareTo(wait) < 0) {
            return Mono.error(WakingRoom.notWoken());
        }
        return Mono.delay(wait).then(Mono.defer(() -> again("not-ready", exchange, chain, call)));
    }

    /** Full jitter: callers that failed together do not come back together. */
    private Duration part(Duration most) {
        return most.isZero() ? most : Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }

    private static RetrySettings settings(Call call) {
        return call.target().requiredApi().guard().settings().retry();
    }

    private static GatewayProblem waking(Duration expected) {
        return new GatewayProblem(
                        ProblemType.ENDPOINT_WAKING,
                        "The endpoint is waking up, and as many calls as fit wait for it already. Try again in "
                                + RetryAfter.write(expected) + " s.")
                .header("Retry-After", RetryAfter.write(expected));
    }

    private static GatewayProblem notReady(EndpointGuard guard) {
        String after = RetryAfter.write(guard.wakingRoom().expected());
        return new GatewayProblem(
                        ProblemType.ENDPOINT_NOT_READY,
                        "The endpoint did not become ready while the call was held. Try again in " + after + " s.")
                .header("Retry-After", after);
    }

    private static GatewayProblem rejected(Unfinished.CredentialRejected rejected) {
        return new GatewayProblem(
                ProblemType.BACKEND_CREDENTIAL_REJECTED,
                "The workspace does not accept the gateway's credential. Your key is not the cause; tell the gateway's"
                        + " operators.",
                rejected);
    }
}
