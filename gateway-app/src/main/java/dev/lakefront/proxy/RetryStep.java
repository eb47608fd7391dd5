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
import reactor.core.scheduler.Scheduler;

/**
 * Makes another attempt where that is safe, and none where an endpoint wants to be left alone.
 *
 * <p>Scoring is paid for, so an attempt is repeated only when the model has not worked on the call: nothing was sent, or
 * the server said so before the first byte of an answer ({@link Unfinished}), and the API's file allows it. Retries have
 * a budget and end with the call's own time. While an endpoint wakes up, one call goes on asking and the others wait.
 */
@Component
class RetryStep implements GatewayFilter {

    private final RandomGenerator random;
    private final CallMeters meters;

    RetryStep(RandomGenerator random, CallMeters meters) {
        this.random = random;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        call.target().requiredApi().guard().called();
        return start(exchange, chain, call);
    }

    private Mono<Void> start(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        EndpointGuard guard = call.target().requiredApi().guard();
        Duration paused = guard.paused();
        if (!paused.isZero()) {
            return afterPause(paused, exchange, chain, call);
        }
        boolean waits = guard.wakingRoom().isWaking()
                && call.hold() == null
                && !guard.settings().hold().isZero();
        return waits ? hold(exchange, chain, call) : attempt(exchange, chain, call);
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
        return delay(paused.plus(part(settings(call).longest())), exchange)
                .then(Mono.defer(() -> start(exchange, chain, call)));
    }

    /** With a new look at what has become of the endpoint meanwhile. */
    private Mono<Void> later(
            String reason, Duration wait, ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        return delay(wait, exchange).then(Mono.defer(() -> {
            meters.retried(call.target().requiredApi().api().id(), reason);
            return start(exchange, chain, call);
        }));
    }

    /** On the call's own thread, which has its connections. */
    private static Mono<Long> delay(Duration wait, ServerWebExchange exchange) {
        return Mono.delay(wait, EventLoops.of(exchange));
    }

    private Mono<Void> attempt(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        call.attempted();
        return chain.filter(exchange).onErrorResume(Unfinished.class, unfinished -> switch (unfinished) {
            case Unfinished.CredentialRejected rejected -> renewed(rejected, exchange, chain, call);
            case Unfinished.NotSent notSent -> resend(notSent, exchange, chain, call);
            case Unfinished.ComeBack back ->
                later("retry-after", back.after().plus(part(settings(call).shortest())), exchange, chain, call);
            case Unfinished.NotReady _ -> hold(exchange, chain, call);
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
        return later("not-sent", wait, exchange, chain, call);
    }

    private Mono<Void> hold(ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        Hold held = call.hold();
        if (held != null) {
            return knockOrWait(held, exchange, chain, call);
        }
        EndpointGuard guard = call.target().requiredApi().guard();
        Hold begun = new Hold(System.nanoTime() + guard.settings().hold().toNanos());
        call.hold(begun);
        // Once around all that follows: whoever ends, and however, makes way for the next.
        return Mono.defer(() -> knockOrWait(begun, exchange, chain, call))
                .doFinally(signal -> guard.wakingRoom().leave(begun.guest()));
    }

    private Mono<Void> knockOrWait(Hold hold, ServerWebExchange exchange, GatewayFilterChain chain, Call call) {
        EndpointGuard guard = call.target().requiredApi().guard();
        WakingRoom room = guard.wakingRoom();
        // Who has just been told that the endpoint is not ready becomes the probe, where there is none.
        if (call.attempts() > 0 && room.knock(hold.guest())) {
            Duration wait = hold.untilKnock();
            return hold.left().compareTo(wait) < 0 || call.timeLeft().compareTo(wait) < 0
                    ? Mono.error(notReady(guard))
                    : later("not-ready", wait, exchange, chain, call);
        }
        Mono<WakingRoom.Turn> turn = room.sit(hold.guest());
        if (turn == null) {
            return Mono.error(waking(room.expected()));
        }
        Scheduler loop = EventLoops.of(exchange);
        return turn.publishOn(loop)
                .timeout(hold.left(), Mono.error(() -> notReady(guard)), loop)
                .flatMap(granted -> attempt(exchange, chain, call));
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
