package dev.lakefront.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTests {

    private final ManualNanos time = new ManualNanos();
    private final RetryBudget budget = new RetryBudget(time);

    /** U17: every attempt fails before anything was sent. */
    @Test
    void addsAtMostAFifthAndTenASecond() {
        int calls = 0;
        int retries = 0;
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 1000; i++) {
                calls++;
                budget.deposit();
                retries += budget.withdraw() ? 1 : 0;
                time.pass(Duration.ofMillis(1));
            }
        }

        assertThat(retries).isLessThanOrEqualTo((int) (calls * 0.2) + 10 * 61);
        assertThat(retries).isGreaterThanOrEqualTo((int) (calls * 0.2) + 10 * 59);
    }

    @Test
    void leavesQuietEndpointsTenASecond() {
        for (int i = 0; i < 10; i++) {
            assertThat(budget.withdraw()).isTrue();
        }
        assertThat(budget.withdraw()).isFalse();

        time.pass(Duration.ofMillis(500));

        for (int i = 0; i < 5; i++) {
            assertThat(budget.withdraw()).isTrue();
        }
        assertThat(budget.withdraw()).isFalse();
    }

    @Test
    void savesNoMoreThanAHundred() {
        for (int i = 0; i < 1_000_000; i++) {
            budget.deposit();
        }
        time.pass(Duration.ofHours(1));

        int retries = 0;
        while (budget.withdraw()) {
            retries++;
        }

        assertThat(retries).isEqualTo(100);
    }
}
