package dev.lakefront.policy.builtin;

import static dev.lakefront.policy.builtin.FilterRun.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyFactoryContract;
import dev.lakefront.policy.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class RemoveHeaderTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new RemoveHeader();
    }

    @Override
    protected List<String> examples() {
        return List.of("[Server, X-Databricks-Org-Id]", "Server");
    }

    @Override
    protected Map<String, String> mistakes() {
        return Map.of(
                "[]", "[]",
                "{ name: Server }", "{ name",
                "[Server, Authorization]", "Authorization",
                "content-length", "content-length",
                "[3]", "3",
                "[\"X A\"]", "\"X A\"");
    }

    @Test
    void takesHeadersFromTheRequestOnTheWayIn() {
        HttpHeaders arrived = FilterRun.request(
                policy(Section.INBOUND, "[X-Debug, X-Absent]"), headers("x-debug", "1", "X-Kept", "kept"));

        assertThat(arrived.headerNames()).doesNotContain("X-Debug", "x-debug").contains("X-Kept");
    }

    @Test
    void takesHeadersFromTheResponseOnTheWayOut() {
        HttpHeaders got = FilterRun.response(
                policy(Section.OUTBOUND, "server"), headers("Server", "databricks", "X-Kept", "kept"));

        assertThat(got.headerNames()).containsExactly("X-Kept");
    }
}
