package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTests {

    private static final ClientAddress BEHIND_PROXIES =
            new ClientAddress(new TrustedProxies(List.of("10.0.0.0/8", "192.168.7.9", "2001:db8::/32")));

    private static MockServerHttpRequest from(String address, String... forwarded) {
        return MockServerHttpRequest.post("/x")
                .remoteAddress(new InetSocketAddress(address, 4711))
                .header("X-Forwarded-For", forwarded)
                .build();
    }

    @Test
    void trustsNobodyByDefault() {
        ClientAddress alone = new ClientAddress(new TrustedProxies(List.of()));

        assertThat(alone.of(from("10.1.2.3", "203.0.113.9"))).isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "198.51.100.1, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
                "203.0.113.9:55123, 192.168.7.9 | 203.0.113.9",
                "[2001:dead:1:2:3::4]:443 | 2001:dead:1:2:0:0:0:0/64",
                "2001:dead:1:2:3::4 | 2001:dead:1:2:0:0:0:0/64",
                "::ffff:203.0.113.9 | 203.0.113.9",
                "203.0.113.9, unknown, 10.9.9.9 | 10.9.9.9",
                "evil.example.com | 10.1.2.3",
                "10.4.4.4, 10.5.5.5 | 10.4.4.4",
                "`` | 10.1.2.3",
            })
    void takesTheLastAddressThatIsNoProxys(String forwarded, String expected) {
        assertThat(BEHIND_PROXIES.of(from("10.1.2.3", forwarded))).isEqualTo(expected);
    }

    @Test
    void readsSeveralHeadersAsOne() {
        assertThat(BEHIND_PROXIES.of(from("10.1.2.3", "198.51.100.1", "203.0.113.9, 10.9.9.9")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void believesNothingThatComesFromElsewhere() {
        assertThat(BEHIND_PROXIES.of(from("203.0.113.1", "198.51.100.1"))).isEqualTo("203.0.113.1");
        assertThat(BEHIND_PROXIES.of(from("2001:dead:1:2:3::4", "198.51.100.1")))
                .isEqualTo("2001:dead:1:2:0:0:0:0/64");
        assertThat(BEHIND_PROXIES.of(from("2001:db8::1", "198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.internal", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "", "2001:db8::/129"})
    void refusesWhatIsNoNetwork(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedProxies(List.of(network)))
                .withMessageContaining("lakefront.server.trusted-proxies");
    }
}
