package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamHeadersTests {

    private final HttpHeaders caller = new DefaultHttpHeaders();

    private HttpHeaders sent() {
        HttpHeaders wire = new DefaultHttpHeaders();
        UpstreamHeaders.write(caller, wire);
        return wire;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "X-API-Key",
                "Ocp-Apim-Subscription-Key",
                "api-key",
                "Cookie",
                "Host",
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Prefix",
                "X-Real-IP",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "X-Databricks-Azure-SP-Management-Token",
                "X-Databricks-Workspace-Id",
                "Proxy",
                "TE",
                "Trailer",
                "Upgrade",
                "Keep-Alive",
                "Ocp_Apim_Subscription_Key",
                "Expect",
                "X-Lakefront-Error"
            })
    void keepsKeysAndWhatOnlyAProxyMaySay(String name) {
        caller.add(name, "value");
        caller.add("Accept", "application/json");

        assertThat(sent().names()).containsExactly("Accept");
        assertThat(UpstreamHeaders.forPolicies(caller).headerNames()).containsExactly("Accept");
    }

    @Test
    void framesTheBodyAnewForTheWire() {
        caller.add("Transfer-Encoding", "chunked");
        caller.add("Content-Length", "5");
        caller.add("Accept", "application/json");

        assertThat(sent().names()).containsExactly("Accept");
        HttpHeaders wire = new DefaultHttpHeaders();
        UpstreamHeaders.write(UpstreamHeaders.forPolicies(caller), wire);
        assertThat(UpstreamHeaders.forPolicies(caller).headerNames()).contains("Transfer-Encoding", "Content-Length");
        assertThat(wire.names()).containsExactly("Accept");
    }

    @Test
    void dropsWhatConnectionNames() {
        caller.add("Connection", "close, X-Trace");
        caller.add("X-Trace", "1");
        caller.add("X-Other", "2");

        assertThat(sent().names()).containsExactly("X-Other");
    }

    @Test
    void passesTheRestOnWithEveryValue() {
        caller.add("Accept", "text/event-stream");
        caller.add("Accept", "application/json");
        caller.add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(sent().getAll("Accept")).containsExactly("text/event-stream", "application/json");
        assertThat(sent().names()).contains("traceparent");
    }

    @Test
    void returnsNothingThatNamesTheWorkspaceOrTheConnection() {
        assertThat(UpstreamHeaders.isReturned("X-Databricks-Org-Id")).isFalse();
        assertThat(UpstreamHeaders.isReturned("Set-Cookie")).isFalse();
        assertThat(UpstreamHeaders.isReturned("Transfer-Encoding")).isFalse();
        assertThat(UpstreamHeaders.isReturned("served-model-name")).isTrue();
        assertThat(UpstreamHeaders.isReturned("Content-Type")).isTrue();
    }
}
