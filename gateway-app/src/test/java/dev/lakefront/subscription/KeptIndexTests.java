package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.LoweredLimits;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptIndexTests {

    private static final class Memory implements IndexFile {

        private byte[] kept = new byte[0];

        @Override
        public void write(byte[] content) {
            kept = content;
        }

        @Override
        public Optional<byte[]> read() {
            return Optional.of(kept);
        }
    }

    private final Memory file = new Memory();
    private final KeptIndex index = new KeptIndex(file);

    @Test
    void readsWhatItKept() {
        SubscriptionKey key = SubscriptionKey.issue(new Random(5));
        Subscription subscription = new Subscription(
                new SubscriptionId("s-abcdefghijkl"),
                "App",
                new Scope.Product("open"),
                null,
                SubscriptionState.ACTIVE,
                LocalDate.parse("2027-01-01"),
                new LoweredLimits(Map.of("daily", 5L, "burst", 1L)),
                List.of(new Subscription.Key("primary", key.digest(), key.prefix())));

        index.keep(List.of(subscription));

        assertThat(index.read()).containsExactly(subscription);
    }

    @Test
    void readsWhatWasKeptBeforeThereWereLimits() {
        file.write(
                "[{\"id\":\"s-abcdefghijkl\",\"title\":\"App\",\"scope\":\"all\",\"state\":\"active\",\"expires\":null,\"keys\":[]}]"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(index.read())
                .singleElement()
                .satisfies(read -> assertThat(read.limits()).isEqualTo(LoweredLimits.NONE));
    }
}
