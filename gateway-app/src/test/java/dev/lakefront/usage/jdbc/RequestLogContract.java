package dev.lakefront.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.usage.Calls;
import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageBatch.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How single requests are kept and shown, whatever the database. */
abstract class RequestLogContract extends StoreContract {

    private static LoggedRequest logged(Instant ended, String subscription, int status) {
        return LoggedRequest.of(Calls.call(
                ended,
                "churn",
                subscription,
                status,
                Duration.ofMillis(7),
                status == 200 ? new ModelTokens(1, 2) : null));
    }

    @Test
    void showsTheLastRequestsOfTheirOwners() {
        store.write(new UsageBatch(
                "a",
                List.of(),
                List.of(
                        new Request(1, logged(HOUR, "app", 200)),
                        new Request(2, logged(HOUR.plusSeconds(1), "other", 200)),
                        new Request(3, logged(HOUR.plusSeconds(2), "app", 429)))));

        List<LoggedRequest> own = store.requests(new RequestQuestion(Set.of("app"), null, null, 10));

        assertThat(own).containsExactly(logged(HOUR.plusSeconds(2), "app", 429), logged(HOUR, "app", 200));
        assertThat(store.requests(new RequestQuestion(null, null, null, 2))).hasSize(2);
        assertThat(store.requests(new RequestQuestion(null, "chat", null, 2))).isEmpty();
        assertThat(store.requests(new RequestQuestion(Set.of(), null, null, 2))).isEmpty();
        assertThat(store.requests(new RequestQuestion(null, null, own.getFirst().id(), 2)))
                .containsExactly(own.getFirst());
        assertThat(store.requests(new RequestQuestion(
                        Set.of("other"), null, own.getFirst().id(), 2)))
                .isEmpty();
    }

    @Test
    void keepsNoMoreRequestsThanItMayAndNoneTooLong() {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            requests.add(new Request(i, logged(HOUR.plusSeconds(i), "app", 200)));
        }
        store.write(new UsageBatch("a", List.of(), requests));

        store.tidy("a", HOUR.plusSeconds(60));
        assertThat(store.requests(new RequestQuestion(null, null, null, 100)))
                .hasSize(5)
                .first()
                .isEqualTo(logged(HOUR.plusSeconds(8), "app", 200));

        store.tidy("a", HOUR.plus(Duration.ofDays(8)));
        assertThat(store.requests(new RequestQuestion(null, null, null, 100))).isEmpty();
    }
}
