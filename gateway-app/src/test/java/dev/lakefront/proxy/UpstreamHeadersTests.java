package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class UpstreamHeadersTests {

    private final HttpHeaders caller = new HttpHeaders();

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

        HttpHeaders sent = UpstreamHeaders.toUpstream(caller);

        assertThat(sent.headerNames()).containsExactly("Accept");
    }

    @Test
    void framesTheBodyAnewForTheWire() {
        caller.add("Transfer-Encoding", "chunked");
        caller.add("Content-Length", "5");
        caller.add("Accept", "application/json");

        HttpHeaders sent = UpstreamHeaders.toUpstream(caller);

        assertThat(sent.headerNames()).contains("Transfer-Encoding", "Content-Length");
        assertThat(UpstreamHeaders.toNetty(sent).names()).containsExactly("Accept");
    }

    @Test
    void dropsWhatConnectionNames() {
        caller.add("Connection", "close, X-Trace");
        caller.add("X-Trace", "1");
        caller.add("X-Other", "2");

        assertThat(UpstreamHeaders.toUpstream(caller).headerNames()).containsExactly("X-Other");
    }

    @Test
    void passesTheRestOnWithEveryValue() {
        caller.add("Accept", "text/event-stream");
        caller.add("Accept", "application/json");
        caller.add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        HttpHeaders sent = UpstreamHeaders.toUpstream(caller);

        assertThat(sent.get("Accept")).containsExactly("text/event-stream", "application/json");
        assertThat(sent.headerNames()).contains("traceparent");
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
