package dev.lakefront.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.policy.Policy;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** Runs a filter on one call; the model server answers with the headers given. */
final class FilterRun {

    private FilterRun() {}

    /** The request's headers as the model server gets them. */
    static HttpHeaders request(Policy policy, HttpHeaders sent) {
        HttpHeaders arrived = new HttpHeaders();
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/iris/invocations").headers(sent));
        run(policy, exchange, arrived, new HttpHeaders());
        return arrived;
    }

    /** The response's headers as the caller gets them. */
    static HttpHeaders response(Policy policy, HttpHeaders answered) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/iris/invocations"));
        run(policy, exchange, new HttpHeaders(), answered);
        return exchange.getResponse().getHeaders();
    }

    private static void run(Policy policy, MockServerWebExchange exchange, HttpHeaders arrived, HttpHeaders answered) {
        assertThat(policy).isInstanceOf(Policy.FilterPolicy.class);
        ((Policy.FilterPolicy) policy)
                .filter()
                .filter(exchange, passed -> {
                    arrived.putAll(passed.getRequest().getHeaders());
                    passed.getResponse().getHeaders().putAll(answered);
                    return passed.getResponse().setComplete();
                })
                .block(Duration.ofSeconds(5));
    }

    static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new HttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }
}
