package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTests {

    @ParameterizedTest
    @CsvSource({
        "submitted, active, rejected, -, -, cancelled, expired",
        "active, -, -, suspended, -, cancelled, expired",
        "suspended, -, -, -, active, cancelled, expired",
        "rejected, -, -, -, -, -, -",
        "cancelled, -, -, -, -, -, -",
        "expired, -, -, -, -, -, -",
    })
    void leadsWhereTheTableSays(
            String from, String approve, String reject, String suspend, String resume, String cancel, String expire) {
        assertThat(after(from, Transition.APPROVE)).isEqualTo(approve);
        assertThat(after(from, Transition.REJECT)).isEqualTo(reject);
        assertThat(after(from, Transition.SUSPEND)).isEqualTo(suspend);
        assertThat(after(from, Transition.RESUME)).isEqualTo(resume);
        assertThat(after(from, Transition.CANCEL)).isEqualTo(cancel);
        assertThat(after(from, Transition.EXPIRE)).isEqualTo(expire);
        assertThat(Transition.values()).hasSize(6);
        assertThat(SubscriptionState.values()).hasSize(6);
    }

    private static String after(String from, Transition transition) {
        return transition
                .from(SubscriptionState.valueOf(from.toUpperCase(Locale.ROOT)))
                .map(SubscriptionState::word)
                .orElse("-");
    }
}
