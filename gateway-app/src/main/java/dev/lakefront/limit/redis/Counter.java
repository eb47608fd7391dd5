package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.Window;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One limit of one key, as {@code limits.lua} is told of it.
 *
 * <p>The key in Redis names the limit. Whom it counts is hashed, because that may be a caller's address or what it sent.
 * Everything that makes a limit what it is goes into the hash, so that one that was changed starts full.
 */
final class Counter {

    /** How far Redis' clock, as the last heartbeat told it, may be off when a period ends. */
    private static final long TOLERANCE = 3_600_000_000L;

    /** A byte count beyond it is no byte count; and Lua's integers end at 2^53. */
    private static final long MOST_PERMITS = 1L << 50;

    private static final int DIGEST_BYTES = 16;

    final String key;
    private final Limit limit;
    private final String capacity;
    private volatile Ends ends = new Ends(Long.MIN_VALUE, Long.MIN_VALUE);

    private volatile @Nullable Seen seen;

    private record Seen(long remaining, Instant at) {}

    private record Ends(long first, long second) {}

    Counter(LimitKey whom, Limit limit) {
        this.key = "limit:" + limit.scope() + "/" + limit.name() + ":" + digest(whom, limit);
        this.limit = limit;
        this.capacity = Long.toString(limit.capacity());
    }

    private static String digest(LimitKey whom, Limit asked) {
        Limit limit = asked.counted();
        String identity = String.join(
                "\n",
                List.of(
                        whom.kind().name(),
                        limit.scope(),
                        limit.name(),
                        limit.unit().name(),
                        Long.toString(limit.amount()),
                        limit.window().toString(),
                        whom.value()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Adds the five arguments by which the script knows a charge. */
    void describe(Charge charge, long serverMicros, List<String> arguments) {
        String permits = Long.toString(Math.min(charge.permits(), MOST_PERMITS));
        switch (limit.window()) {
            case Window.Refill refill -> {
                long micros = refill.per().toNanos() / 1000;
                long divisor = greatestCommonDivisor(limit.amount(), micros);
                add(arguments, "refill", permits, limit.amount() / divisor, micros / divisor);
            }
            case Window.Calendar calendar -> {
                Ends current = ends(calendar, serverMicros);
                add(arguments, "calendar", permits, current.first(), current.second());
            }
            case Window.Rolling rolling ->
                add(
                        arguments,
                        "rolling",
                        permits,
                        rolling.length().toNanos() / 1000,
                        rolling.slot().toNanos() / 1000);
            case Window.InFlight _ ->
                add(
                        arguments,
                        "places",
                        permits,
                        Window.InFlight.RETRY_AFTER.toNanos() / 1000,
                        Places.KEPT.toNanos() / 1000);
        }
    }

    void remember(long remaining, Instant at) {
        seen = new Seen(remaining, at);
    }

    /** The whole amount where nothing is known of the period that a moment is in. */
    long lastRemaining(Instant moment) {
        Seen last = seen;
        if (last == null) {
            return limit.amount();
        }
        boolean current = switch (limit.window()) {
            case Window.Calendar calendar -> moment.isBefore(calendar.next(last.at()));
            case Window.Rolling rolling -> moment.isBefore(last.at().plus(rolling.length()));
            case Window.Refill _, Window.InFlight _ -> false;
        };
        return current ? last.remaining() : limit.amount();
    }

    private void add(List<String> arguments, String kind, String permits, long first, long second) {
        arguments.add(kind);
        arguments.add(permits);
        arguments.add(capacity);
        arguments.add(Long.toString(first));
        arguments.add(Long.toString(second));
    }

    private Ends ends(Window.Calendar calendar, long serverMicros) {
        Ends known = ends;
        long from = serverMicros - TOLERANCE;
        if (from >= known.first()) {
            long first = end(calendar, from);
            known = new Ends(first, end(calendar, first));
            ends = known;
        }
        return known;
    }

    private static long end(Window.Calendar calendar, long micros) {
        Instant next = calendar.next(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        return ChronoUnit.MICROS.between(Instant.EPOCH, next);
    }

    private static long greatestCommonDivisor(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
