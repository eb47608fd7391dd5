package dev.lakefront.backend.databricks;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.backend.CallRecord;
import dev.lakefront.backend.Credential;
import dev.lakefront.backend.CredentialUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A short-lived token that is fetched anew before it ends.
 *
 * <p>Nobody waits while a token is valid: from four fifths of its life on, the next use fetches another one in the
 * background, and the old one is sent until it really ends. There is at most one fetch at a time, and after a failed
 * one a pause: one second, doubling up to a minute.
 */
final class OAuthCredential implements Credential {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthCredential.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** A workspace that refuses fresh tokens too is not helped by one for every refused call. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);

    private record Failure(String message, int inARow, Instant retryAt) {}

    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private final CallRecord exchanges;
    private final AtomicReference<Sinks.@Nullable One<Token>> fetch = new AtomicReference<>();
    private volatile @Nullable Token token;
    private volatile @Nullable Failure failure;
    private volatile Instant renewedAt = Instant.EPOCH;

    OAuthCredential(TokenEndpoint endpoint, InstantSource clock, CallRecord exchanges) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.exchanges = exchanges;
    }

    @Override
    public Mono<AttachedCredential> current() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            Token held = token;
            if (held == null || !now.isBefore(held.expiresAt())) {
                return newerThan(held).map(Token::header);
            }
            if (!now.isBefore(held.refreshAt()) && pauseAt(now) == null) {
                // Nobody waits for it; how it ended is in the record and in the log.
                newerThan(held).subscribe(fresh -> {}, failed -> {});
            }
            return Mono.just(held.header());
        });
    }

    @Override
    public Mono<Boolean> renew(AttachedCredential rejected) {
        return Mono.defer(() -> {
            Mono<Boolean> known = alreadyRenewed(rejected);
            if (known != null) {
                return known;
            }
            Token held = token;
            Instant now = clock.instant();
            if (pauseAt(now) != null) {
                return Mono.just(false);
            }
            if (now.isBefore(renewedAt.plus(BETWEEN_RENEWALS))) {
                // The renewal that this counts from may have begun since we looked: then it is ours as well.
                Mono<Boolean> meanwhile = alreadyRenewed(rejected);
                return meanwhile == null ? Mono.just(false) : meanwhile;
            }
            Mono<Token> fresh = newerThan(held);
            // Not earlier: who sees this time must be able to see the fetch.
            renewedAt = now;
            return differs(fresh, rejected);
        });
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(token).map(Token::expiresAt);
    }

    /** What comes of a fetch that is under way, or has landed; null where there is none. */
    private @Nullable Mono<Boolean> alreadyRenewed(AttachedCredential rejected) {
        // In this order: a fetch that lands in between has set the token before it is gone.
        Sinks.One<Token> running = fetch.get();
        Token held = token;
        if (running != null) {
            return differs(running.asMono(), rejected);
        }
        return held != null && !held.header().equals(rejected) ? Mono.just(true) : null;
    }

    private static Mono<Boolean> differs(Mono<Token> fetched, AttachedCredential rejected) {
        return fetched.map(fresh -> !fresh.header().equals(rejected)).onErrorReturn(false);
    }

    /** Another token than the given one; all who ask at the same time share one fetch, and none can cancel it. */
    private Mono<Token> newerThan(@Nullable Token known) {
        Sinks.One<Token> mine = Sinks.one();
        Sinks.One<Token> running = fetch.compareAndExchange(null, mine);
        if (running != null) {
            return running.asMono();
        }
        Token held = token;
        Failure pause = pauseAt(clock.instant());
        if (held != null && held != known) {
            // Another fetch landed between the caller's look and ours.
            fetch.set(null);
            mine.tryEmitValue(held);
        } else if (pause != null) {
            fetch.set(null);
            mine.tryEmitError(new CredentialUnavailable(pause.message()));
        } else {
            endpoint.fetch().subscribe(fresh -> landed(fresh, mine), failed -> failed(failed, mine));
        }
        return mine.asMono();
    }

    private void landed(Token fresh, Sinks.One<Token> waiting) {
        token = fresh;
        failure = null;
        exchanges.succeeded();
        fetch.set(null);
        waiting.tryEmitValue(fresh);
    }

    private void failed(Throwable cause, Sinks.One<Token> waiting) {
        String message = cause instanceof CredentialUnavailable
                ? String.valueOf(cause.getMessage())
                : "no token could be fetched (" + cause.getClass().getSimpleName() + ")";
        Failure last = failure;
        int inARow = last == null ? 1 : last.inARow() + 1;
        Duration pause = Duration.ofSeconds(1L << Math.min(inARow - 1, 6));
        failure = new Failure(
                message, inARow, clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
        exchanges.failed(message);
        LOG.atWarn()
                .addKeyValue("reason", message)
                .addKeyValue("failures", inARow)
                .log("Token cannot be fetched");
        fetch.set(null);
        waiting.tryEmitError(new CredentialUnavailable(message));
    }

    /** The failure that no new attempt may follow yet. */
    private @Nullable Failure pauseAt(Instant now) {
        Failure last = failure;
        return last != null && now.isBefore(last.retryAt()) ? last : null;
    }
}
