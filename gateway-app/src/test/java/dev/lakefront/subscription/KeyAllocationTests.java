package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.benchmark.Allocation;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** What checking a key may take of the heap. Raise a bound only with the reason in the commit. */
class KeyAllocationTests {

    private final KeyReader reader = new KeyReader(false);
    private final String key = SubscriptionKey.issue(new SecureRandom()).reveal();

    private SubscriptionIndex index(int subscriptions) {
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < subscriptions; i++) {
            KeyDigest digest = KeyDigest.of(i == 0 ? key : "chosen-key-number-" + i);
            all.add(new Subscription(
                    new SubscriptionId("s" + i),
                    "S",
                    new Scope.All(),
                    null,
                    SubscriptionState.ACTIVE,
                    null,
                    List.of(new Subscription.Key("primary", digest, null))));
        }
        return SubscriptionIndex.of(all);
    }

    private Authentication check(SubscriptionIndex index, HttpHeaders headers) {
        PresentedKey.One presented = (PresentedKey.One) reader.read(headers, null);
        return index.authenticate(presented.digest(), Instant.now());
    }

    private long bytes(int subscriptions) {
        SubscriptionIndex index = index(subscriptions);
        HttpHeaders headers = new HttpHeaders();
        headers.add("Content-Type", "application/json");
        headers.add("X-API-Key", key);
        assertThat(check(index, headers)).isInstanceOf(Authentication.Known.class);
        return Allocation.bytesPerCall(() -> check(index, headers));
    }

    @Test
    void readsAndChecksAKeyInFewBytes() {
        assertThat(bytes(1)).isBetween(1L, 1_750L);
    }

    @Test
    void knowsOneOfTenThousandInNoMoreThanTheOnlyOne() {
        long one = bytes(1);

        // The rest is for what one compiler did and the other did not.
        assertThat(bytes(10_000)).isLessThanOrEqualTo(one + 200);
    }
}
