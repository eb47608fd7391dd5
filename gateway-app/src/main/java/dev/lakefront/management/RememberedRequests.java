package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.store.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers requests with an {@code Idempotency-Key} in the database, which all replicas share. Blocks. */
@Component
@ConditionalOnPortal
class RememberedRequests {

    /** How long a request is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    /** A request that has not ended after this never will: its replica is gone. */
    static final Duration GIVEN_UP = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(RememberedRequests.class);

    /** What is known of a request. */
    sealed interface Known {}

    /**
     * It is to be done now.
     *
     * @param at what tells it from an earlier try that was given up
     */
    record Begun(CreationRequest request, Instant at) implements Known {}

    /** It was done. */
    record Answered(String location, String body) implements Known {}

    private record Row(
            String fingerprint,
            Instant begun,
            @Nullable String location,
            @Nullable String answer) {}

    private final JdbcClient client;
    private final Transactions transactions;
    private final InstantSource clock;

    RememberedRequests(JdbcClient client, Transactions transactions, InstantSource clock) {
        this.client = client;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Begins a request, or says how it ended. Fails with {@code idempotency-key-in-use} while it is under way, and with
     * {@code idempotency-key-reused} when it was another one.
     */
    Known begin(CreationRequest request) {
        // As exact as the database.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.call(() -> {
            client.sql("delete from idempotent_request where begun < :before")
                    .param("before", time(now.minus(KEPT)))
                    .update();
            return insert(request, now) ? new Begun(request, now) : known(request, now);
        });
    }

    private boolean insert(CreationRequest request, Instant now) {
        return client.sql("""
            insert into idempotent_request (actor_id, idempotency_key, fingerprint, begun)
            values (:actor, :key, :fingerprint, :begun)
            on conflict do nothing
            """)
                        .param("actor", request.actorId())
                        .param("key", request.key())
                        .param("fingerprint", request.fingerprint())
                        .param("begun", time(now))
                        .update()
                == 1;
    }

    private Known known(CreationRequest request, Instant now) {
        Row row = find(request).orElseThrow(RememberedRequests::inUse);
        if (!row.fingerprint().equals(request.fingerprint())) {
            throw new GatewayProblem(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent with another request. Make a new one for each request.");
        }
        if (row.location() != null && row.answer() != null) {
            return new Answered(row.location(), row.answer());
        }
        boolean takenOver = row.begun().isBefore(now.minus(GIVEN_UP))
                && client.sql("update idempotent_request set begun = :now where actor_id = :actor"
                                        + " and idempotency_key = :key and begun = :begun and location is null")
                                .param("now", time(now))
                                .param("actor", request.actorId())
                                .param("key", request.key())
                                .param("begun", time(row.begun()))
                                .update()
                        == 1;
        if (!takenOver) {
            throw inUse();
        }
        return new Begun(request, now);
    }

    private Optional<Row> find(CreationRequest request) {
        return client.sql("select fingerprint, begun, location, answer from idempotent_request"
                        + " where actor_id = :actor and idempotency_key = :key")
                .param("actor", request.actorId())
                .param("key", request.key())
                .query((row, _) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("fingerprint"),
                row.getObject("begun", OffsetDateTime.class).toInstant(),
                row.getString("location"),
                row.getString("answer"));
    }

    /** Within the transaction of what was done; fails, and undoes it, when another replica has taken it over. */
    void finish(Begun begun, String location, String answer) {
        int updated = own("update idempotent_request set location = :location, answer = :answer", begun)
                .param("location", location)
                .param("answer", answer)
                .update();
        if (updated == 0) {
            throw inUse();
        }
    }

    /** What was not done may be begun again. Without the database it is given up after a while. */
    void forget(Begun begun) {
        try {
            transactions.run(() -> own("delete from idempotent_request", begun).update());
        } catch (DatabaseUnavailable later) {
            LOGGER.atDebug().setCause(later).log("A request that failed stays remembered until it is given up");
        }
    }

    private JdbcClient.StatementSpec own(String statement, Begun begun) {
        return client.sql(statement + " where actor_id = :actor and idempotency_key = :key and begun = :begun"
                        + " and location is null")
                .param("actor", begun.request().actorId())
                .param("key", begun.request().key())
                .param("begun", time(begun.at()));
    }

    private static GatewayProblem inUse() {
        return new GatewayProblem(
                        ProblemType.IDEMPOTENCY_KEY_IN_USE,
                        "A request with this Idempotency-Key is still under way. Send it again in a moment.")
                .header("Retry-After", "1");
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
