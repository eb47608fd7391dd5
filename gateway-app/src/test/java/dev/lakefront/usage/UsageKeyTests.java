package dev.lakefront.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageKeyTests {

    @Test
    void knowsAFewHundredStatusesWhateverAModelServerInvents() {
        Set<UsageKey> keys = new HashSet<>();
        for (int status = 100; status < 1000; status++) {
            keys.add(UsageKey.of(Calls.call(Instant.EPOCH, "churn", "app", status, Duration.ZERO, null)));
        }

        assertThat(keys).hasSizeLessThan(280);
        assertThat(keys)
                .extracting(UsageKey::status)
                .contains(200, 429, 451, 503, 900)
                .doesNotContain(599, 777);
    }

    @Test
    void hasEmptyPartsForACallWithoutAKey() {
        UsageKey key = UsageKey.of(Calls.call(Instant.EPOCH, "churn", null, 401, Duration.ZERO, null));

        assertThat(key.subscription()).isEmpty();
        assertThat(key.api()).isEqualTo("churn");
    }
}
