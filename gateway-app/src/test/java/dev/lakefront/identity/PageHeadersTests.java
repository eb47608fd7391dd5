package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class PageHeadersTests {

    private static HttpHeaders headers(String configured, String asked) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(asked));
        new PageHeaders(new PageAccess(true), new PublicAddress(configured), Optional::empty)
                .writeHttpHeaders(exchange)
                .block();
        return exchange.getResponse().getHeaders();
    }

    @Test
    void asksForHttpsOnlyWhereItIsSpoken() {
        assertThat(headers("", "http://a.example/portal").containsHeader("Strict-Transport-Security"))
                .isFalse();
        assertThat(headers("http://a.example", "http://a.example/portal").containsHeader("Strict-Transport-Security"))
                .isFalse();
        assertThat(headers("https://a.example", "http://a.example/portal").getFirst("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
        assertThat(headers("", "https://a.example/portal").getFirst("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
    }

    @Test
    void givesCookiesThePrefixThatKeepsOtherHostsOut() {
        assertThat(new PublicAddress("https://a.example").cookie("lakefront-form"))
                .isEqualTo("__Host-lakefront-form");
        assertThat(new PublicAddress("http://localhost:8080").cookie("lakefront-form"))
                .isEqualTo("lakefront-form");
    }
}
