package dev.lakefront.publication;

import dev.lakefront.catalog.Task;
import java.io.PrintStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.stereotype.Component;

/**
 * Prints where the gateway is and what it serves and, when there is a starter key, a call that works as it stands.
 *
 * <p>On standard output and not in the log: the key must not end up where logs do.
 */
@Component
class StartBanner implements ApplicationListener<ApplicationReadyEvent> {

    private final Snapshots snapshots;
    private final StarterKey starterKey;

    StartBanner(Snapshots snapshots, StarterKey starterKey) {
        this.snapshots = snapshots;
        this.starterKey = starterKey;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ReactiveWebServerApplicationContext context
                && !"management".equals(context.getServerNamespace())) {
            print(System.out, "http://localhost:" + port(context));
        }
    }

    private static int port(WebServerApplicationContext context) {
        return context.getWebServer() == null ? 0 : context.getWebServer().getPort();
    }

    void print(PrintStream out, String url) {
        Snapshot snapshot = snapshots.current();
        String apis = snapshot.apis().values().stream()
                .map(api -> api.api().id() + " (" + api.document().task().word() + ")")
                .collect(Collectors.joining(", "));
        @Nullable String key = starterKey.reveal();
        out.println();
        out.println("  Lakefront  " + url);
        out.println("  APIs       " + (apis.isEmpty() ? "none yet: declare one in config/apis/" : apis));
        if (key != null) {
            out.println("  Key        " + key + "  (to everything, until this process ends)");
            example(snapshot, url, key).forEach(out::println);
        }
        out.println();
        out.flush();
    }

    private static java.util.List<String> example(Snapshot snapshot, String url, String key) {
        PublishedApi api = snapshot.apis().get("iris");
        if (api == null || api.document().task() != Task.TABULAR) {
            return java.util.List.of("  Try        curl -s " + url + "/v1/models -H 'X-API-Key: " + key + "'");
        }
        return java.util.List.of(
                "  Try        curl -s " + url + "/iris/invocations -H 'X-API-Key: " + key + "' \\",
                "               -H 'Content-Type: application/json' \\",
                "               -d '{\"dataframe_records\":[{\"sepal_length\":5.1,\"sepal_width\":3.5,"
                        + "\"petal_length\":1.4,\"petal_width\":0.2}]}'");
    }
}
