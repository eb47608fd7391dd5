package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTests {

    @Test
    void neverPassesAKeyOn() {
        assertThat(Query.withoutKey("a=1&subscription-key=lf_x&b=2")).isEqualTo("a=1&b=2");
        assertThat(Query.withoutKey("subscription%2Dkey=lf_x")).isEmpty();
        assertThat(Query.withoutKey("Subscription-Key=lf_x&c=%zz")).isEqualTo("c=%zz");
    }

    @Test
    void passesEverythingElseOnAsItCame() {
        assertThat(Query.withoutKey("q=%2F..&empty&x=a+b")).isEqualTo("q=%2F..&empty&x=a+b");
        assertThat(Query.withoutKey(null)).isEmpty();
    }
}
