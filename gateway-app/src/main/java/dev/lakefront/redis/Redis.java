package dev.lakefront.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts on the Redis that replicas share, over one connection and in the order in which they were handed in.
 *
 * <p>Thread-safe, never blocks. A command that is not answered in time fails; when several do, a circuit breaker lets no
 * more through, and the {@link Heartbeat} tries until Redis answers again. So no call waits twice for a dead Redis.
 */
public final class Redis {

    private static final String[] NONE = {};

    private final RedisClient client;
    private final RedisProperties properties;
    private final CircuitBreaker breaker;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    /** Whether this replica has made itself known over the connection. */
    private volatile boolean introduced;

    private volatile String lastFailure = "never asked";

    Redis(RedisClient client, RedisProperties properties, CircuitBreaker breaker) {
        this.client = client;
        this.properties = properties;
        this.breaker = breaker;
    }

    /** Whether a script would be tried now. */
    public boolean available() {
        return introduced && connected() && breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** A key of the gateway's own. */
    public String key(String name) {
        return properties.keyPrefix() + name;
    }

    /**
     * Runs a script. The stage completes on a thread of the connection, which must not be kept; it fails when there is no
     * answer in time, and at once with {@link RedisUnavailable} while Redis is not {@link #available()}. A script that
     * fails so may have run.
     */
    public CompletionStage<List<Object>> run(Script script, List<String> keys, List<String> arguments) {
        if (!available()) {
            return CompletableFuture.failedFuture(new RedisUnavailable("Redis does not answer"));
        }
        return counted(script, keys, arguments);
    }

    /** Runs a script as the heartbeat does: also to find out whether Redis answers again. */
    CompletionStage<List<Object>> probe(Script script, List<String> keys, List<String> arguments) {
        if (!breaker.tryAcquirePermission()) {
            return CompletableFuture.failedFuture(new RedisUnavailable("Redis failed a moment ago"));
        }
        return counted(script, keys, arguments);
    }

    private CompletionStage<List<Object>> counted(Script script, List<String> keys, List<String> arguments) {
        long began = System.nanoTime();
        return send(script, keys.toArray(NONE), arguments.toArray(NONE)).whenComplete((answer, failure) -> {
            long took = System.nanoTime() - began;
            if (failure == null) {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                lastFailure = String.valueOf(failure.getMessage());
                breaker.onError(took, TimeUnit.NANOSECONDS, failure);
            }
        });
    }

    private CompletionStage<List<Object>> send(Script script, String[] keys, String[] arguments) {
        StatefulRedisConnection<String, String> current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new RedisUnavailable("Redis is not connected"));
        }
        CompletionStage<List<Object>> known =
                current.async().evalsha(script.digest(), ScriptOutputType.MULTI, keys, arguments);
        return known.exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            // Redis forgets scripts when it restarts, or when it is told to.
            return cause instanceof RedisNoScriptException
                    ? current.async().eval(script.text(), ScriptOutputType.MULTI, keys, arguments)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    /** What it was that failed last. */
    String lastFailure() {
        return lastFailure;
    }

    boolean connected() {
        StatefulRedisConnection<String, String> current = connection;
        return current != null && current.isOpen();
    }

    /** Blocks until there is a connection. Throws an unchecked exception when there is none in time. */
    void connect() {
        drop();
        CompletableFuture<StatefulRedisConnection<String, String>> connecting =
                client.connectAsync(StringCodec.UTF8, properties.uri()).toCompletableFuture();
        Duration patience = properties.connectTimeout().plus(properties.commandTimeout());
        try {
            connection = connecting
                    .copy()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException failed) {
            connecting.thenAccept(StatefulRedisConnection::closeAsync);
            throw failed;
        }
    }

    /** Makes the connection usable to everyone. */
    void introduced() {
        introduced = true;
    }

    /** Gives up the connection, if there is one: a new one may find another server, or one that hangs no more. */
    void drop() {
        introduced = false;
        StatefulRedisConnection<String, String> current = connection;
        connection = null;
        if (current != null && current.isOpen()) {
            current.closeAsync();
        }
    }
}
