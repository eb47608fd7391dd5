package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A gateway whose APIs are open to all, each with an endpoint of its own that a test makes fail. */
final class FaultyEndpoint {

    static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FaultyEndpoint() {}

    static void workspace(Path folder, String id, String url, String more) {
        Gateway.write(
                folder,
                "config/workspaces/" + id + ".yaml",
                "type: http\nhost: " + url + "\nauth: { type: none }\n" + more + "\n");
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
    }

    static void api(Path folder, String id, String workspace, String more) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: " + id + "\nworkspace: " + workspace + "\nendpoint: " + id
                        + "\ntask: tabular\nproducts: [public]\n" + more + "\n");
    }

    static HttpResponse<String> call(Gateway gateway, String api) {
        return gateway.post("/" + api + "/invocations", null, ROWS);
    }

    static CompletableFuture<HttpResponse<String>> begin(Gateway gateway, String api) {
        HttpRequest request = gateway.request("/" + api + "/invocations")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    static List<CompletableFuture<HttpResponse<String>>> begin(Gateway gateway, String api, int calls) {
        List<CompletableFuture<HttpResponse<String>>> begun = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            begun.add(begin(gateway, api));
        }
        return begun;
    }

    static String code(HttpResponse<String> response) {
        return response.headers().firstValue("X-Lakefront-Error").orElse("none");
    }

    static long retryAfter(HttpResponse<String> response) {
        return Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow());
    }

    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(code(response)).as(response.body()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
