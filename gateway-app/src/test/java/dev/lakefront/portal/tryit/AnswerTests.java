package dev.lakefront.portal.tryit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class AnswerTests {

    private static Answer answer(String policy, String left) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("RateLimit-Policy", policy);
        headers.set("RateLimit", left);
        return Answer.received(200, headers, "{}", false, 1, 2);
    }

    @Test
    void tellsWhatIsLeft() {
        assertThat(answer("\"burst\";q=20;w=1", "\"burst\";r=19;t=1").limits())
                .containsExactly(new Answer.LimitLeft("burst", 19, 20, "1"));
    }

    @Test
    void passesOverNumbersOfModelServersThatNobodyCanCount() {
        String endless = "9".repeat(30);

        assertThat(answer("\"a\";q=" + endless, "\"a\";r=" + endless).limits()).isEmpty();
        assertThat(answer("\"a\";q=5", "\"a\";r=" + endless).limits()).isEmpty();
    }
}
