package dev.lakefront.policy.builtin;

import static dev.lakefront.policy.builtin.FilterRun.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyFactoryContract;
import dev.lakefront.policy.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class SetHeaderTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new SetHeader();
    }

    @Override
    protected List<String> examples() {
        return List.of("{ X-Environment: prod }", "{ X-A: \"1\", X-B: \"${value:environment}\", X-Empty: '' }");
    }

    @Override
    protected Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put("{}", "{}");
        mistakes.put("plain", "plain");
        mistakes.put("{ X-A: 1 }", "1");
        mistakes.put("{ X-A: \"a\\r\\nX-Evil: 1\" }", "\"a");
        mistakes.put("{ X-A: \"a\\0\" }", "\"a");
        mistakes.put("{ X-A: käse }", "käse");
        mistakes.put("{ X-A: \"${value:secret}\" }", "\"${value:secret}");
        mistakes.put("{ \"X A\": b }", "b");
        mistakes.put("{ \":path\": b }", "b");
        mistakes.put("{ X-A: a, x_a: b }", "b");
        return mistakes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization", "authorization", "Proxy-Authorization", "Host", "Content-Length", "Transfer-Encoding",
                        "Connection",
                "Keep-Alive", "TE", "Trailer", "Upgrade", "Ocp-Apim-Subscription-Key", "Ocp_Apim_Subscription_Key",
                        "X-API-Key",
                "api-key", "X-Lakefront-Error", "WWW-Authenticate", "Content-Encoding",
            })
    void leavesHeadersAloneThatOnlyTheGatewayCanGetRight(String name) {
        for (Section section : Section.values()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> policy(section, "{ " + name + ": x }"))
                    .hasMessageContaining("LF1405")
                    .hasMessageContaining("cannot be changed by a policy");
        }
    }

    @Test
    void setsHeadersOfTheRequestOnTheWayIn() {
        HttpHeaders arrived = FilterRun.request(
                policy(Section.INBOUND, "{ X-Environment: \"${value:environment}\", X-B: b }"),
                headers("x-environment", "test", "x-environment", "other", "X-Kept", "kept"));

        assertThat(arrived.get("X-Environment")).containsExactly("prod");
        assertThat(arrived.get("X-B")).containsExactly("b");
        assertThat(arrived.get("X-Kept")).containsExactly("kept");
    }

    @Test
    void setsHeadersOfTheResponseOnTheWayOut() {
        HttpHeaders got = FilterRun.response(
                policy(Section.OUTBOUND, "{ X-Environment: prod }"),
                headers("X-Environment", "theirs", "X-Kept", "kept"));

        assertThat(got.get("X-Environment")).containsExactly("prod");
        assertThat(got.get("X-Kept")).containsExactly("kept");
    }
}
