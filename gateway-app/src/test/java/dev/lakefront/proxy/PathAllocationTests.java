package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.benchmark.Allocation;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;

/** What a request's first steps may take of the heap. Raise a bound only with the reason in the commit. */
class PathAllocationTests {

    private static PathIndex<String> index(int apis) {
        PathIndex<String> index = new PathIndex<>();
        for (int i = 1; i <= apis; i++) {
            index.add("POST", "/api-%05d/invocations".formatted(i), "api-" + i);
            index.add("POST", "/serving-endpoints/api-%05d/invocations".formatted(i), "api-" + i);
        }
        return index;
    }

    private static long lookUp(int apis) {
        PathIndex<String> index = index(apis);
        String path = "/api-%05d/invocations".formatted(apis);
        assertThat(index.find("POST", RawPath.parse(path).segments())).isInstanceOf(PathIndex.Lookup.Found.class);
        return Allocation.bytesPerCall(
                () -> index.find("POST", RawPath.parse(path).segments()));
    }

    @Test
    void readsAndFindsAPathInFewBytes() {
        assertThat(lookUp(1)).isBetween(1L, 340L);
    }

    @Test
    void findsOneOfTenThousandInNoMoreThanTheOnlyOne() {
        long one = lookUp(1);

        // The rest is for what one compiler did and the other did not.
        assertThat(lookUp(10_000)).isLessThanOrEqualTo(one + 64);
    }

    @Test
    void copiesTheHeadersOfACallInFewBytes() {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.add("Host", "models.example.com");
        headers.add("User-Agent", "python-requests/2.32");
        headers.add("Accept", "*/*");
        headers.add("Connection", "keep-alive");
        headers.add("Content-Type", "application/json");
        headers.add("Content-Length", "201");
        headers.add("X-API-Key", "lf_nobodys_key_of_thirty_characters");

        assertThat(Allocation.bytesPerCall(() -> written(headers))).isBetween(1L, 430L);
    }

    private static HttpHeaders written(HttpHeaders caller) {
        HttpHeaders wire = new DefaultHttpHeaders();
        UpstreamHeaders.write(caller, wire);
        return wire;
    }
}
